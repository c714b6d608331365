using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DiemCau.Meetings.Shared.Problems;

/// <summary>
/// An expected "no" as a value. Its texts are <c>problem.{code}.title</c> and, where there is something to do,
/// <c>problem.{code}.detail</c>; both may use <see cref="Arguments"/>. A handler returns it like any result:
/// <c>Results&lt;Ok&lt;Room&gt;, Refusal&gt;</c>.
/// </summary>
public sealed record Refusal(string Code, int Status) : IResult
{
    public IReadOnlyList<object?> Arguments { get; init; } = [];

    /// <summary>When to try again; sent as Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Fields that are not right; their texts are <c>field.{FieldError.Code}</c>.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public static Refusal Validation(params IReadOnlyList<FieldError> fields) =>
        new("validation", StatusCodes.Status400BadRequest) { Fields = fields };

    /// <summary>The refusal in words.</summary>
    public Problem In(string language, string? traceId = null)
    {
        var detailKey = $"problem.{Code}.detail";
        object?[] arguments = [.. Arguments];
        return new(
            "about:blank",
            Texts.Get(language, $"problem.{Code}.title", arguments),
            Status,
            Code,
            Texts.Has(detailKey) ? Texts.Get(language, detailKey, arguments) : null,
            traceId,
            Fields.Count == 0 ? null : Fields.GroupBy(field => field.Field).ToDictionary(
                field => field.Key,
                field => field.Select(error => Texts.Get(language, $"field.{error.Code}", [.. error.Arguments])).ToArray()));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            response.Headers[HeaderNames.RetryAfter] = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var traceId = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        return response.WriteAsJsonAsync(In(Language.Of(httpContext), traceId), options: null, "application/problem+json", httpContext.RequestAborted);
    }
}

/// <param name="Field">The JSON name of the field.</param>
public sealed record FieldError(string Field, string Code, params IReadOnlyList<object?> Arguments);
