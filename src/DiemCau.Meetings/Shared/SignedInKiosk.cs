using System.Security.Claims;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// "Máy điểm cầu": whose key a request brings, as the slices see it. It is no account and has no permission anywhere; what its endpoints do for it
/// is narrowed down by its site.
/// </summary>
/// <param name="SiteId">The one site that it stands in.</param>
public sealed record SignedInKiosk(Guid Id, Guid SiteId)
{
    /// <summary>The scheme that reads its key; only endpoints for kiosks ask it.</summary>
    public const string Scheme = "Kiosk";

    private const string IdClaim = "kiosk";
    private const string SiteClaim = "kiosk_site";

    /// <summary>Null: the request brings no key.</summary>
    public static SignedInKiosk? Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Guid.TryParse(user.FindFirstValue(IdClaim), out var id) && Guid.TryParse(user.FindFirstValue(SiteClaim), out var site) ? new(id, site) : null;
    }

    /// <summary>The kiosk of an endpoint that is for kiosks.</summary>
    public static SignedInKiosk Required(ClaimsPrincipal user) =>
        Of(user) ?? throw new InvalidOperationException("The endpoint is not for kiosks.");

    internal ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity([new(IdClaim, Id.ToString()), new(SiteClaim, SiteId.ToString())], Scheme));
}
