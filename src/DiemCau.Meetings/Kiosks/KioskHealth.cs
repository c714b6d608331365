using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Kiosks;

/// <summary>All kiosks on one page, for those who operate meetings: which of them will be there, and what is wrong with the others.</summary>
internal static class KioskHealth
{
    /// <summary>More sites than any installation has.</summary>
    private const int Most = 2_000;

    /// <param name="LastSeenAt">Null: it has never come with its key.</param>
    /// <param name="Line">By which it came last; null: from an address that nobody has described.</param>
    /// <param name="DevicesChangedAt">When something was last plugged in or pulled out; null: never since it was paired.</param>
    /// <param name="Troubles">The worst first.</param>
    internal sealed record KioskHealthView(
        Guid Id, string Name, Guid SiteId, string SiteName, string UnitName, KioskTrust Trust, IReadOnlyList<KioskTrouble> Troubles,
        DateTimeOffset? LastSeenAt, LineKind? Line, DateTimeOffset? DevicesChangedAt, string? Version, IReadOnlyList<KioskDevice> Devices);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/kiosks", ListAsync).WithName("ListKiosks").WithTags("Kiosks")
        .NeedsSomewhere(Permission.OperateMeetings);

    /// <returns>Those that need somebody first.</returns>
    private static async Task<Ok<List<KioskHealthView>>> ListAsync(
        HttpContext http, DiemCauDb db, Rights rights, TimeProvider time, CancellationToken cancellation)
    {
        var (now, units) = (time.GetUtcNow(), rights.UnitsWhere(SignedInAccount.Required(http.User), Permission.OperateMeetings));
        var found = await (
            from kiosk in db.Kiosks
            join site in db.Sites on kiosk.SiteId equals site.Id
            join unit in db.Units on site.UnitId equals unit.Id
            where kiosk.RevokedAt == null && units.Contains(site.UnitId)
            orderby EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese), EF.Functions.Collate(site.Name, DiemCauDb.Vietnamese), kiosk.PairedAt
            select new { Kiosk = kiosk, SiteName = site.Name, UnitName = unit.Name }).AsNoTracking().Take(Most).ToListAsync(cancellation);
        return TypedResults.Ok(found.Select(one =>
        {
            var (kiosk, troubles) = (one.Kiosk, KioskTroubles.Of(one.Kiosk, now).ToList());
            return new KioskHealthView(
                kiosk.Id, kiosk.Name, kiosk.SiteId, one.SiteName, one.UnitName, KioskTroubles.TrustIn(troubles), troubles,
                kiosk.LastSeenAt, kiosk.LastLine, kiosk.DevicesChangedAt, kiosk.Version, kiosk.Devices);
        }).OrderBy(view => view.Trust).ToList());
    }
}
