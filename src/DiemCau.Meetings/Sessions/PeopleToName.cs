using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// Whom those who hold a meeting name as its chair, operators and secretary without typing: who is on duty for it, and the contacts of the
/// units that hold it.
/// </summary>
internal static class PeopleToName
{
    /// <param name="From">Where the person is on duty, or whose contact it is; null: at the media servers.</param>
    /// <param name="IsOnDuty">In this meeting's roster; false: a contact of a site.</param>
    internal sealed record PersonToNameView(string Name, string? Position, string? Phone, string? From, bool IsOnDuty, ContactRole Role);

    public static void Map(IEndpointRouteBuilder passes) => passes.MapGet("/people", ListAsync).WithName("ListPeopleToName");

    private static async Task<Results<Ok<IReadOnlyList<PersonToNameView>>, Refusal>> ListAsync(
        Guid id, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (await PassAdministration.ReachAsync(db, id, http, cancellation) is not { } reach)
        {
            return Refusals.NotFound;
        }

        if (!reach.Holds)
        {
            return Refusals.Forbidden;
        }

        var meeting = reach.Meeting;
        var order = meeting.Sites.OrderBy(site => site.Role).ThenBy(site => site.Position).Select((site, place) => (site.SiteId, site.Name, Place: place + 1))
            .ToDictionary(site => site.SiteId);
        var rosters = await db.DutyRosters.AsNoTracking().Where(roster => roster.MeetingId == id).ToListAsync(cancellation);
        Guid[] holding = [.. meeting.Sites.Where(site => site.Role == SiteRole.Main).Select(site => site.UnitId).Append(meeting.UnitId).Distinct()];
        var today = DateOnly.FromDateTime(reach.Now.UtcDateTime);
        var sites = await db.Sites.AsNoTracking()
            .Where(site => holding.Contains(site.UnitId) && (site.ValidTo == null || site.ValidTo >= today))
            .OrderBy(site => site.Name).Select(site => new { site.Name, site.Description }).ToListAsync(cancellation);
        // The media servers' people run the meeting, so they come first; a site that takes part no more has no place in it.
        var onDuty =
            from roster in rosters
            let place = roster.SiteId is not { } site ? 0 : order.TryGetValue(site, out var known) ? known.Place : -1
            where place >= 0
            orderby place
            from person in roster.People
            where person.Name is not null
            select new PersonToNameView(person.Name!, person.Position, person.Phone, roster.SiteId is { } at ? order[at].Name : null, true, person.Role);
        var contacts =
            from site in sites
            from contact in site.Description.Contacts ?? []
            where contact.Name is not null
            select new PersonToNameView(contact.Name!, contact.Position, contact.Phone, site.Name, false, contact.Role);
        return TypedResults.Ok<IReadOnlyList<PersonToNameView>>([.. onDuty.Concat(contacts).DistinctBy(person => (person.Name, person.Phone))]);
    }
}
