using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Kiosks;

/// <summary>What the screen of a kiosk shows, in one answer and a fixed number of queries: every site asks once a minute.</summary>
internal static class KioskPage
{
    /// <summary>More are not read at three metres.</summary>
    private const int MostPeople = 4;

    /// <param name="ServerTime">The kiosk's own clock may be wrong, and the countdown is not to be.</param>
    /// <param name="Line">By which line it has come; null: from an address that nobody has described.</param>
    /// <param name="Sessions">The next ones, and those that are going on.</param>
    /// <param name="OnDuty">At the site: of the first session, or else its contacts.</param>
    /// <param name="Helpers">Whom to call: who is on duty at the media servers, then the installation's contacts.</param>
    /// <param name="Help">It has asked for help; null: it has not.</param>
    internal sealed record KioskScreen(
        Guid Id, string Name, Guid SiteId, string SiteName, string UnitName, string InstallationName, DateTimeOffset ServerTime, LineKind? Line,
        IReadOnlyList<SiteSession> Sessions, IReadOnlyList<KioskPerson> OnDuty, IReadOnlyList<KioskPerson> Helpers,
        KioskHelp? Help);

    /// <param name="TakenBy">Who comes to help; null: it waits.</param>
    internal sealed record KioskHelp(DateTimeOffset AskedAt, string? TakenBy);

    /// <param name="What">What for, or as what; null: not said.</param>
    internal sealed record KioskPerson(string Name, string? What, string Phone);

    public static void Map(IEndpointRouteBuilder kiosk) => kiosk.MapGet("", ShowAsync).WithName("GetKiosk")
        .ForKiosk("its own site: what is next there, who is on duty, whom to call");

    private static async Task<Ok<KioskScreen>> ShowAsync(
        HttpContext http, DiemCauDb db, SessionsOfSite sessions, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var (id, siteId) = SignedInKiosk.Required(http.User);
        var stands = await (
            from kiosk in db.Kiosks
            join site in db.Sites on kiosk.SiteId equals site.Id
            join unit in db.Units on site.UnitId equals unit.Id
            where kiosk.Id == id
            select new { kiosk.Name, SiteName = site.Name, UnitName = unit.Name, site.Description }).AsNoTracking().SingleAsync(cancellation);
        var line = http.Connection.RemoteIpAddress is { } address ? await NetworkRange.LineOfAsync(db, address, siteId, cancellation) : null;
        var coming = await sessions.ComingAsync(db, siteId, cancellation);
        var meetingId = coming.Count == 0 ? (Guid?)null : coming[0].MeetingId;
        var rosters = await db.DutyRosters.AsNoTracking()
            .Where(roster => roster.MeetingId == meetingId && (roster.SiteId == siteId || roster.SiteId == null)).ToListAsync(cancellation);
        var helpers = await db.SupportContacts.AsNoTracking().OrderBy(contact => contact.Position).ToListAsync(cancellation);
        var help = await db.HelpRequests.Where(request => request.KioskId == id && request.ClosedAt == null)
            .Select(request => new KioskHelp(request.AskedAt, request.TakenBy)).SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new KioskScreen(
            id, stands.Name, siteId, stands.SiteName, stands.UnitName, installation.Name, time.GetUtcNow(), line, coming,
            People(OnDuty(rosters.Find(roster => roster.SiteId == siteId), stands.Description)),
            People(
            [
                .. Reachable(rosters.Find(roster => roster.SiteId == null)?.People ?? []),
                .. helpers.Where(contact => contact.Phone is not null).Select(contact => new KioskPerson(contact.Name, contact.Purpose, contact.Phone!)),
            ]),
            help));
    }

    private static IEnumerable<KioskPerson> OnDuty(DutyRoster? roster, SiteDescription site) => roster is { People.Count: > 0 }
        ? Reachable(roster.People)
        : (site.Contacts ?? []).Where(contact => contact is { Name: not null, Phone: not null })
            .OrderByDescending(contact => contact.Role == ContactRole.Technician)
            .Select(contact => new KioskPerson(contact.Name!, contact.Position, contact.Phone!));

    private static IEnumerable<KioskPerson> Reachable(IReadOnlyList<DutyPerson> people) => people.Where(person => person.IsReachable)
        .OrderByDescending(person => person.Role == ContactRole.Technician)
        .Select(person => new KioskPerson(person.Name!, person.Position, person.Phone!));

    private static IReadOnlyList<KioskPerson> People(IEnumerable<KioskPerson> people) => [.. people.DistinctBy(person => person.Phone).Take(MostPeople)];
}
