using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>"Phiên họp": which sites of a meeting are connected, by which line, since when; how ready it is, and what comes next.</summary>
internal static class SessionPage
{
    /// <param name="State">Connected, Joining (without media yet), Lost (was there), Absent.</param>
    /// <param name="Way">How its picture and sound get here; of a site that is not here: the last time. Null: not known.</param>
    /// <param name="Machines">Connected now; each is a picture of the site.</param>
    internal sealed record SessionSiteView(
        Guid SiteId, string Name, SiteRole Role, bool Speaks, Guid UnitId, Guid? LevelId, SiteConnection State, LineClass? Line, ConnectionWay? Way, int Machines, bool Heard,
        DateTimeOffset? Since, DateTimeOffset? CalledAt);

    /// <param name="ParentId">The next level above that is shown.</param>
    internal sealed record SessionLevelView(Guid UnitId, string Name, Guid? ParentId, int Sites, int Connected);

    internal enum SiteConnection { Absent, Lost, Joining, Connected }

    /// <param name="OpensAt">From when sites may connect.</param>
    /// <param name="ReadyBy">By when all of them should be.</param>
    /// <param name="Directs">Opens, calls, confirms and ends.</param>
    /// <param name="Others">Inside besides the sites: chair, operators, secretaries, delegates.</param>
    internal sealed record SessionPageView(
        Guid MeetingId, long Number, string Title, int Version, MeetingStage Stage, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? OpensAt,
        Guid? ConferenceId, DateTimeOffset? OpenSince, DateTimeOffset? SessionOpenedAt, DateTimeOffset? ConfirmedAt, bool Directs,
        Readiness Readiness, IReadOnlyList<SessionSiteView> Sites, IReadOnlyList<SessionLevelView> Levels, int Others);

    public static void Map(IEndpointRouteBuilder meeting) => meeting.MapGet("/session", ShowAsync).WithName("GetSession")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<SessionPageView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingDoor door, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        if (await db.Meetings.AsNoTracking().Include(meeting => meeting.Sites).Include(meeting => meeting.Passages).AsSplitQuery()
            .SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var living = await db.Conferences.Living(OccasionKind.Meeting).Where(row => row.OccasionId == id)
            .Select(row => new { row.Id, row.OpenedAt }).SingleOrDefaultAsync(cancellation);
        var offers = await MeetingCapacities.OfAsync(db, rights, reader, meeting, cancellation);
        var connections = (await db.Connections.AsNoTracking().Where(one => one.MeetingId == id).ToListAsync(cancellation)).ToLookup(one => one.SiteId);
        var calls = await db.Set<SiteCall>().Where(call => call.MeetingId == id).GroupBy(call => call.SiteId)
            .Select(site => new { site.Key, At = site.Max(call => call.CalledAt) }).ToDictionaryAsync(site => site.Key, site => site.At, cancellation);
        var ways = await SiteWay.LatestAsync(db, [.. meeting.Sites.Select(site => site.SiteId)], cancellation);
        var speaking = (await db.ScriptItems.Where(item => item.MeetingId == id && item.SpeakingSiteId != null)
            .Select(item => item.SpeakingSiteId!.Value).ToListAsync(cancellation)).ToHashSet();
        var (levels, levelOf) = await LevelsAsync(db, meeting, cancellation);
        SessionSiteView[] sites =
        [
            .. meeting.Sites.OrderBy(site => site.Role).ThenBy(site => site.Position).Select(site => Of(
                site, [.. connections[site.SiteId].Where(one => one.Capacity == Capacity.Site)], speaking.Contains(site.SiteId),
                levelOf.TryGetValue(site.UnitId, out var level) ? level : null, calls.TryGetValue(site.SiteId, out var called) ? called : null,
                ways.TryGetValue(site.SiteId, out var way) ? way : null)),
        ];
        return TypedResults.Ok(new SessionPageView(
            id, meeting.Number, meeting.Title, meeting.Version, meeting.Stage, meeting.StartsAt, meeting.EndsAt,
            await door.OpensAtAsync(db, meeting, cancellation), living?.Id, living?.OpenedAt,
            LastOf(meeting, MeetingVerb.Open), LastOf(meeting, MeetingVerb.ConfirmConnected),
            offers.Any(offer => offer is { Capacity: Capacity.Operator, Branch: null } or { Capacity: Capacity.Chair }),
            await Readiness.OfAsync(db, id, cancellation), sites,
            [.. levels.Select(level => level with { Connected = sites.Count(site => site.State == SiteConnection.Connected && level.Units.Contains(site.UnitId)) })
                .Select(level => new SessionLevelView(level.UnitId, level.Name, level.ParentId, sites.Count(site => level.Units.Contains(site.UnitId)), level.Connected))],
            connections.SelectMany(of => of).Count(one => one.LeftAt is null && one.Capacity != Capacity.Site)));
    }

    private static SessionSiteView Of(
        MeetingSite site, IReadOnlyList<Connection> connections, bool speaks, Guid? levelId, DateTimeOffset? calledAt, ConnectionWay? lastWay)
    {
        Connection[] now = [.. connections.Where(one => one.LeftAt is null)];
        var connected = now.Where(one => one.ConnectedAt is not null).ToArray();
        var state = connected.Length > 0 ? SiteConnection.Connected
            : now.Length > 0 ? SiteConnection.Joining
            : connections.Count > 0 ? SiteConnection.Lost : SiteConnection.Absent;
        var latest = (connected.Length > 0 ? connected : now.Length > 0 ? now : connections).OrderBy(one => one.JoinedAt).LastOrDefault();
        return new(
            site.SiteId, site.Name, site.Role, speaks, site.UnitId, levelId, state, latest?.Line, latest?.Way ?? lastWay, connected.Length,
            connections.Any(one => one.HeardAt is not null), state == SiteConnection.Lost ? latest?.LeftAt : latest?.ConnectedAt ?? latest?.JoinedAt, calledAt);
    }

    private static DateTimeOffset? LastOf(Meeting meeting, MeetingVerb verb) =>
        meeting.Passages.Where(passage => passage.Verb == verb).Select(passage => (DateTimeOffset?)passage.At).Max();

    /// <summary>Every unit with sites of others under it, the largest first, and the lowest of them above each site's unit.</summary>
    private static async Task<(IReadOnlyList<Level> Levels, IReadOnlyDictionary<Guid, Guid> LevelOf)> LevelsAsync(
        DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        Guid[] units = [.. meeting.Sites.Select(site => site.UnitId).Distinct()];
        var lines = await (
            from line in db.UnitAncestors
            join unit in db.Units on line.AncestorId equals unit.Id
            where units.Contains(line.UnitId) && line.Distance > 0
            orderby line.Distance, EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)
            select new { line.UnitId, line.AncestorId, line.Distance, unit.Name, unit.ParentId }).ToListAsync(cancellation);
        var levels = lines.GroupBy(line => line.AncestorId).ToDictionary(level => level.Key, level => level.Select(line => line.UnitId).ToHashSet());
        foreach (var unit in units.Where(levels.ContainsKey))
        {
            levels[unit].Add(unit);
        }

        return (
            [
                .. lines.DistinctBy(line => line.AncestorId)
                    .Select(line => new Level(
                        line.AncestorId, line.Name, line.ParentId is { } parent && levels.ContainsKey(parent) ? parent : null, levels[line.AncestorId], 0))
                    .OrderByDescending(level => level.Units.Count),
            ],
            lines.GroupBy(line => line.UnitId).ToDictionary(unit => unit.Key, unit => levels.ContainsKey(unit.Key) ? unit.Key : unit.MinBy(line => line.Distance)!.AncestorId));
    }

    private sealed record Level(Guid UnitId, string Name, Guid? ParentId, IReadOnlySet<Guid> Units, int Connected);
}
