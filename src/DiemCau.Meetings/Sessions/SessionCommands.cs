using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// What the command line does with meetings and conferences. It reads the database, and orders by it what only the server can do that runs the
/// conference (<see cref="SessionOrder"/>).
/// </summary>
internal sealed class SessionCommands(IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time)
{
    /// <summary>A server looks for orders every few seconds and tells those older than a minute as not carried out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="Title">Of a meeting with state secrets only that there is one.</param>
    /// <param name="SitesConnected">At this moment.</param>
    internal sealed record ListedMeeting(
        Guid Id, long Number, string Title, MeetingKind Kind, MeetingStage Stage, string? UnitName, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int Sites,
        int SitesConnected);

    /// <param name="ConnectedSince">Null: it is not.</param>
    /// <param name="Line">Of the last connection; null: there was none.</param>
    internal sealed record ShownSite(Guid SiteId, string Name, SiteRole Role, DateTimeOffset? ConnectedSince, LineClass? Line);

    internal sealed record ShownMeeting(
        ListedMeeting Meeting, Guid? ConferenceId, DateTimeOffset? OpenSince, LinePolicy LinePolicy, IReadOnlyList<ShownSite> Sites);

    /// <param name="Stage">Of the meeting; null: a room's, which has none.</param>
    /// <param name="Sites">Of the meeting; null: a room's.</param>
    /// <param name="Node">The media server that the meeting's capacity was given on; null: none was.</param>
    internal sealed record ListedConference(
        Guid Id, OccasionKind Occasion, Guid OccasionId, string Name, MeetingStage? Stage, DateTimeOffset OpenedAt, int Participants, int? Sites, int? SitesConnected,
        string? Node);

    /// <summary>Those that are coming or being held, in the order of their beginning.</summary>
    /// <param name="all">Those that are over, put off, or not approved yet, too; drafts are their units' affair.</param>
    public async Task<IReadOnlyList<ListedMeeting>> MeetingsAsync(bool all, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await MeetingsAsync(
            db, db.Meetings.Where(meeting => all ? meeting.Stage != MeetingStage.Draft : MeetingWay.Coming.Contains(meeting.Stage)), cancellation);
    }

    /// <param name="which">The meeting's number, or its id.</param>
    public async Task<ShownMeeting?> ShowAsync(string which, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, which, cancellation) is not { } id)
        {
            return null;
        }

        var listed = (await MeetingsAsync(db, db.Meetings.Where(meeting => meeting.Id == id), cancellation))[0];
        var living = await db.Conferences.Living(OccasionKind.Meeting).Where(row => row.OccasionId == id)
            .Select(row => new { row.Id, row.OpenedAt }).SingleOrDefaultAsync(cancellation);
        var connections = (await db.Connections.AsNoTracking().Where(one => one.MeetingId == id && one.Capacity == Capacity.Site).ToListAsync(cancellation))
            .ToLookup(one => one.SiteId);
        var sites = await db.MeetingSites.AsNoTracking().Where(site => site.MeetingId == id).OrderBy(site => site.Position).ToListAsync(cancellation);
        return new(
            listed, living?.Id, living?.OpenedAt, await LineAtTheDoor.PolicyAsync(db, id, cancellation),
            [
                .. sites.OrderBy(site => site.Role).ThenBy(site => site.Position).Select(site => new ShownSite(
                    site.SiteId, site.Name, site.Role,
                    connections[site.SiteId].Where(one => one is { LeftAt: null, ConnectedAt: not null }).Min(one => one.ConnectedAt),
                    connections[site.SiteId].OrderBy(one => one.JoinedAt).LastOrDefault()?.Line)),
            ]);
    }

    public async Task<IReadOnlyList<ListedConference>> ConferencesAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var living = await db.Conferences.Where(row => row.EndedAt == null).OrderBy(row => row.OpenedAt)
            .Select(row => new { row.Id, row.OccasionKind, row.OccasionId, row.Terms, row.OpenedAt, row.Participants }).ToListAsync(cancellation);
        Guid[] held = [.. living.Where(row => row.OccasionKind == OccasionKind.Meeting).Select(row => row.OccasionId)];
        var meetings = (await MeetingsAsync(db, db.Meetings.Where(meeting => held.Contains(meeting.Id)), cancellation)).ToDictionary(meeting => meeting.Id);
        var nodes = await (
            from allocation in db.Allocations
            join node in db.MediaNodes on allocation.NodeId equals node.Id
            where held.Contains(allocation.MeetingId)
            select new { allocation.MeetingId, node.Name }).ToDictionaryAsync(row => row.MeetingId, row => row.Name, cancellation);
        return
        [
            .. living.Select(row => meetings.GetValueOrDefault(row.OccasionId) is { } meeting
                ? new ListedConference(
                    row.Id, row.OccasionKind, row.OccasionId, meeting.Title, meeting.Stage, row.OpenedAt, row.Participants, meeting.Sites, meeting.SitesConnected,
                    nodes.GetValueOrDefault(meeting.Id))
                : new(row.Id, row.OccasionKind, row.OccasionId, row.Terms.Name, null, row.OpenedAt, row.Participants, null, null, null)),
        ];
    }

    /// <summary>Orders it and waits until the server that runs the conference has carried it out.</summary>
    /// <param name="by">Who is at the command line, for the journal.</param>
    /// <returns>Why it was not carried out; null: it was.</returns>
    public async Task<Refusal?> OrderAsync(string which, SessionOrderVerb verb, string by, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, which, cancellation) is not { } id)
        {
            return Refusals.NotFound;
        }

        var now = time.GetUtcNow();
        var order = new SessionOrder { Id = Guid.CreateVersion7(now), MeetingId = id, Verb = verb, GivenBy = by, GivenAt = now };
        db.Add(order);
        await db.SaveChangesAsync(cancellation);
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(LookEvery, time, cancellation);
            var done = await db.Set<SessionOrder>().AsNoTracking().Where(given => given.Id == order.Id && given.DoneAt != null)
                .Select(given => new { given.RefusedCode }).SingleOrDefaultAsync(cancellation);
            if (done is not null)
            {
                return done.RefusedCode is { } code ? SessionRefusals.ByCode(code) : null;
            }
        }

        // A server that starts later must not open or end what nobody waits for any more.
        db.Remove(order);
        await db.SaveChangesAsync(cancellation);
        return SessionRefusals.NoServer;
    }

    private static async Task<Guid?> FindAsync(DiemCauDb db, string which, CancellationToken cancellation)
    {
        var number = long.TryParse(which, out var typed) ? typed : (long?)null;
        var id = Guid.TryParse(which, out var given) ? given : (Guid?)null;
        return await db.Meetings.Where(meeting => meeting.Number == number || meeting.Id == id)
            .Where(meeting => meeting.Stage != MeetingStage.Draft).Select(meeting => (Guid?)meeting.Id).SingleOrDefaultAsync(cancellation);
    }

    private async Task<List<ListedMeeting>> MeetingsAsync(DiemCauDb db, IQueryable<Meeting> which, CancellationToken cancellation)
    {
        var (units, sites, connections) = (db.Units, db.MeetingSites, db.Connections);
        var rows = await which.AsNoTracking().OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Number).Select(meeting => new
        {
            Meeting = meeting,
            UnitName = units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).FirstOrDefault(),
            Sites = sites.Count(site => site.MeetingId == meeting.Id),
            Connected = sites.Count(site => site.MeetingId == meeting.Id && connections.Any(one => one.MeetingId == meeting.Id && one.SiteId == site.SiteId
                && one.Capacity == Capacity.Site && one.LeftAt == null && one.ConnectedAt != null)),
        }).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new ListedMeeting(
                row.Meeting.Id, row.Meeting.Number, SecretMeetings.NameInMail(row.Meeting, installation.Language), row.Meeting.Kind, row.Meeting.Stage, row.UnitName,
                row.Meeting.StartsAt, row.Meeting.EndsAt, row.Sites, row.Connected)),
        ];
    }
}
