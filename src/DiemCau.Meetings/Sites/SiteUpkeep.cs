using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Sites;

/// <summary>The whole form, as it shall be.</summary>
/// <param name="Version">The version that was changed: another change in between is not overwritten.</param>
internal sealed record SiteFields(
    [property: Name] string? Name, string? Place, DateOnly ValidFrom, DateOnly? ValidTo, SiteDescription? Description, int Version);

internal static class SiteUpkeep
{
    public static void Map(IEndpointRouteBuilder sites)
    {
        sites.MapGet("/{id:guid}", OneAsync).WithName("GetSite").Needs(Permission.ViewSites, UnitOf.Row<Site>(site => site.UnitId));
        sites.MapPut("/{id:guid}", ChangeAsync).WithName("ChangeSite").Needs(Permission.EditSites, UnitOf.Row<Site>(site => site.UnitId));
    }

    private static async Task<Results<Ok<SiteView>, Refusal>> OneAsync(Guid id, HttpContext http, DiemCauDb db, CancellationToken cancellation) =>
        await SiteRow.ViewAsync(db, id, SignedInAccount.Required(http.User), cancellation) is { } view ? TypedResults.Ok(view) : Refusals.NotFound;

    private static async Task<Results<Ok<SiteView>, Refusal>> ChangeAsync(
        Guid id, SiteFields fields, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if (await db.Sites.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } site)
        {
            return Refusals.NotFound;
        }

        if (fields.Version != site.Version)
        {
            return SiteRefusals.ChangedMeanwhile;
        }

        var before = (Site)db.Entry(site).OriginalValues.ToObject();
        site.Name = SiteRules.Written(fields.Name) ?? "";
        site.Place = SiteRules.Written(fields.Place) ?? "";
        site.ValidFrom = fields.ValidFrom;
        site.ValidTo = fields.ValidTo;
        site.Description = SiteRules.Written(fields.Description ?? new());
        FieldError[] errors = [.. SiteRules.Errors(site)];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        if (SiteChange.TryRecord(db, before, site, (account.Id, account.Name), time.GetUtcNow()))
        {
            journal.Add(db, "site.changed", id.ToString(), new { site.Name, site.Version }, new(SiteId: id, UnitId: site.UnitId));
            if (await TrySaveAsync(db, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        return TypedResults.Ok((await SiteRow.ViewAsync(db, id, account, cancellation))!);
    }

    /// <summary>The database decides whether a name is free and a version the latest: of two who ask at once one is refused.</summary>
    public static async Task<Refusal?> TrySaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SiteRefusals.ChangedMeanwhile;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "sites_name",
        })
        {
            return SiteRefusals.NameTaken;
        }
    }
}
