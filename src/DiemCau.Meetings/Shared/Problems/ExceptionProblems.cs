using DiemCau.Meetings.Shared.Intake;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DiemCau.Meetings.Shared.Problems;

/// <summary>Turns what went wrong into a problem that says so without giving anything away.</summary>
internal sealed class ExceptionProblems : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await Of(exception).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Worth a line in the log. A value that only the database refused has found a hole in the border.</summary>
    internal static bool IsOurFault(Exception exception) => Of(exception).Code == Refusals.Internal.Code || IsRefusedByDatabase(exception);

    internal static Refusal Of(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: TextRefusedException text } => Refusal.Validation(new FieldError(text.Field, text.Code, text.Arguments)),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => Refusal.Validation(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Refusals.RequestTooLarge,
        BadHttpRequestException bad => new("validation", bad.StatusCode),
        // "Data exception" (class 22): a text or number that cannot be stored. The last net under the border.
        PostgresException { SqlState: ['2', '2', ..] } => Refusal.Validation(),
        // A server answer with an error (PostgresException) is our bug unless PostgreSQL itself says that it goes away (class 57P, 53).
        PostgresException answer => answer.SqlState.StartsWith("57P", StringComparison.Ordinal) || answer.SqlState.StartsWith("53", StringComparison.Ordinal)
            ? Refusals.DatabaseUnavailable
            : Refusals.Internal,
        NpgsqlException or RetryLimitExceededException => Refusals.DatabaseUnavailable,
        { InnerException: { } inner } => Of(inner),
        _ => Refusals.Internal,
    };

    private static bool IsRefusedByDatabase(Exception? exception) =>
        exception is PostgresException { SqlState: ['2', '2', ..] } || (exception?.InnerException is { } inner && IsRefusedByDatabase(inner));
}
