using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>
/// Pages of any origin may use the standard doors (RFC 9725 section 4; the Fetch standard's CORS protocol), as a programme may: what opens
/// them is the token in the request, never a cookie, so a page can do no more here than whoever gave it the token. On every answer, refusals
/// too, or the page could not read why.
/// </summary>
internal static class CrossOrigin
{
    /// <summary>In seconds: a day, which no browser exceeds.</summary>
    private const string PreflightLife = "86400";

    /// <summary>Before anything that may refuse a request.</summary>
    public static IApplicationBuilder UseStandardDoors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsStandardDoor(context.Request.Path))
        {
            // At the very end: an answer to an exception begins with clearing what was there.
            context.Response.OnStarting(static state =>
            {
                Write((HttpContext)state);
                return Task.CompletedTask;
            }, context);
        }

        return next(context);
    });

    public static bool IsStandardDoor(PathString path) => path.StartsWithSegments($"/{WhipDoor.Name}") || path.StartsWithSegments($"/{WhepDoor.Name}");

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Location, ETag, Link, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            headers.AccessControlAllowMethods = "POST, PATCH, DELETE";
            headers.AccessControlAllowHeaders = "Authorization, Content-Type, If-Match"; // "*" does not stand for Authorization
            headers.AccessControlMaxAge = PreflightLife;
        }
    }
}
