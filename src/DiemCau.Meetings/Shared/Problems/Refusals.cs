using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared.Problems;

/// <summary>The refusals that every slice may give.</summary>
public static class Refusals
{
    public static Refusal NotSignedIn { get; } = new("not_signed_in", StatusCodes.Status401Unauthorized);

    public static Refusal Forbidden { get; } = new("forbidden", StatusCodes.Status403Forbidden);

    public static Refusal NotFound { get; } = new("not_found", StatusCodes.Status404NotFound);

    /// <summary>The request did not carry the antiforgery token: an old page, or another site's.</summary>
    public static Refusal PageTooOld { get; } = new("page_too_old", StatusCodes.Status400BadRequest);

    /// <summary>A body beyond what the endpoint takes; nothing of it was kept.</summary>
    public static Refusal RequestTooLarge { get; } = new("request_too_large", StatusCodes.Status413PayloadTooLarge);

    public static Refusal MethodNotAllowed { get; } = new("method_not_allowed", StatusCodes.Status405MethodNotAllowed);

    public static Refusal DatabaseUnavailable { get; } =
        new("database_unavailable", StatusCodes.Status503ServiceUnavailable) { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Refusal Internal { get; } = new("internal", StatusCodes.Status500InternalServerError);

    /// <param name="expected">The types that are taken.</param>
    public static Refusal MediaTypeUnsupported(string expected) =>
        new("media_type_unsupported", StatusCodes.Status415UnsupportedMediaType) { Arguments = [expected] };

    public static Refusal TooManyAttempts(TimeSpan retryAfter) =>
        new("too_many_attempts", StatusCodes.Status429TooManyRequests) { RetryAfter = retryAfter };
}
