using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// Unsafe requests made with the session cookie carry the antiforgery token. Requests with a Bearer token need none (no foreign page can
/// add that header without asking first), nor do endpoints marked <c>DisableAntiforgery()</c> that never look at the cookie.
/// </summary>
internal sealed class CrossSiteGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    public const string SessionCookie = "__Host-diemcau";
    public const string TokenCookie = "XSRF-TOKEN";
    public const string TokenHeader = "X-XSRF-TOKEN";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return IsNeeded(http) && !await antiforgery.IsRequestValidAsync(http) ? Refusals.PageTooOld : await next(context);
    }

    private static bool IsNeeded(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method)
        && http.Request.Cookies.ContainsKey(SessionCookie)
        && !http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && http.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };
}
