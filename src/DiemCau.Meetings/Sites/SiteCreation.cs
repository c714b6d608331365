using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Sites;

/// <param name="UnitId">The account's own unit when not given.</param>
/// <param name="ValidFrom">Today when not given.</param>
internal sealed record NewSite([property: Name] string? Name, string? Place = null, Guid? UnitId = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

internal static class SiteCreation
{
    public static void Map(IEndpointRouteBuilder sites) => sites.MapPost("", CreateAsync).WithName("CreateSite")
        .Needs(Permission.EditSites, UnitOf.InBody<NewSite>((wish, account) => wish.UnitId ?? account.UnitId));

    private static async Task<Results<Created<SiteView>, Refusal>> CreateAsync(
        NewSite wish, HttpContext http, DiemCauDb db, JournalWriter journal, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if ((wish.UnitId ?? account.UnitId) is not { } unitId || await db.Units.FindAsync([unitId], cancellation) is null)
        {
            return SiteRefusals.UnitUnknown;
        }

        var now = time.GetUtcNow();
        var site = new Site
        {
            Id = Guid.CreateVersion7(now),
            UnitId = unitId,
            Name = SiteRules.Written(wish.Name) ?? "",
            Place = SiteRules.Written(wish.Place) ?? "",
            ValidFrom = wish.ValidFrom ?? LocalDay(now, installation),
            ValidTo = wish.ValidTo,
            CreatedAt = now,
        };
        FieldError[] errors = [.. SiteRules.Errors(site)];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        db.Sites.Add(site);
        SiteChange.TryRecord(db, null, site, (account.Id, account.Name), now);
        journal.Add(db, "site.created", site.Id.ToString(), new { site.Name, UnitId = unitId }, new(SiteId: site.Id, UnitId: unitId));
        return await SiteUpkeep.TrySaveAsync(db, cancellation) is { } taken
            ? taken
            : TypedResults.Created($"/api/sites/{site.Id}", await SiteRow.ViewAsync(db, site.Id, account, cancellation));
    }

    private static DateOnly LocalDay(DateTimeOffset now, InstallationOptions installation) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone)).DateTime);
}
