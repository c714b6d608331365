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

    internal static Refusal Of(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => Refusal.Validation(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Refusals.RequestTooLarge,
        BadHttpRequestException bad => new("validation", bad.StatusCode),
        // A server answer with an error (PostgresException) is our bug unless PostgreSQL itself says that it goes away (class 57P, 53).
        PostgresException answer => answer.SqlState.StartsWith("57P", StringComparison.Ordinal) || answer.SqlState.StartsWith("53", StringComparison.Ordinal)
            ? Refusals.DatabaseUnavailable
            : Refusals.Internal,
        NpgsqlException or RetryLimitExceededException => Refusals.DatabaseUnavailable,
        { InnerException: { } inner } => Of(inner),
        _ => Refusals.Internal,
    };
}
