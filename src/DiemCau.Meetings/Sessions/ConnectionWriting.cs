using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>Keeps who was connected, from the lines of a conference's journal; a line that comes twice changes nothing.</summary>
internal static class ConnectionWriting
{
    public static Task WriteAsync(DiemCauDb db, ConferenceIdentity conference, JournalLine line, CancellationToken cancellation) =>
        (line.Event, line.Who) switch
        {
            (JournalEvent.Joined, { } who) => db.Database.ExecuteSqlAsync(
                $"""
                insert into connections (id, meeting_id, conference_id, participant_id, display_name, capacity, site_id, unit_id, account_id, line, joined_at)
                values ({line.Id}, {conference.Occasion.Id}, {conference.ConferenceId}, {who.ParticipantId}, {who.DisplayName}, {who.Capacity.ToString()},
                  {who.SiteId}, {who.UnitId}, {who.AccountId}, {who.Line.ToString()}, {line.At})
                on conflict do nothing
                """,
                cancellation),
            (JournalEvent.Connected, { } who) => Open(db, conference, who)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ConnectedAt, one => one.ConnectedAt ?? line.At), cancellation),
            (JournalEvent.Heard, { } who) => Open(db, conference, who)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.HeardAt, one => one.HeardAt ?? line.At), cancellation),
            (JournalEvent.WaySettled, { Way: { } way } who) => Open(db, conference, who)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Way, way), cancellation),
            (JournalEvent.Left or JournalEvent.Lost or JournalEvent.Removed, { } who) => CloseAsync(Open(db, conference, who), line, cancellation),
            (JournalEvent.Ended, _) => CloseAsync(
                db.Connections.Where(one => one.ConferenceId == conference.ConferenceId && one.LeftAt == null), line, cancellation),
            _ => Task.CompletedTask,
        };

    private static IQueryable<Connection> Open(DiemCauDb db, ConferenceIdentity conference, JournalSubject who) => db.Connections
        .Where(one => one.ConferenceId == conference.ConferenceId && one.ParticipantId == who.ParticipantId && one.LeftAt == null);

    private static Task<int> CloseAsync(IQueryable<Connection> connections, JournalLine line, CancellationToken cancellation) =>
        connections.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.LeftAt, line.At).SetProperty(one => one.LeftHow, line.Event.ToString()), cancellation);
}
