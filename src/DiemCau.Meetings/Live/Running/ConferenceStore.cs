using System.Text.Json;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Live conferences in the database: opened, written through, found again after a restart.</summary>
internal sealed class ConferenceStore(IDbContextFactory<DiemCauDb> contexts, TimeProvider time)
{
    /// <summary>The identity of the room's next conference; null when there is no such room.</summary>
    public async Task<(ConferenceIdentity Identity, bool WaitingRoom)?> DescribeAsync(Guid roomId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var room = await Described(db, db.Rooms.Where(room => room.Id == roomId)).SingleOrDefaultAsync(cancellation);
        return room is null ? null : (IdentityOf(room, Guid.CreateVersion7(now), now), room.Room.WaitingRoom);
    }

    /// <summary>Opens the room. Of two that try at once, one finds the other's conference in its place.</summary>
    /// <returns>False: the room has a live conference already.</returns>
    public async Task<bool> TryOpenAsync(Conference conference, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var state = JsonSerializer.Serialize(conference.Capture());
        var (id, room, openedAt) = (conference.Identity.ConferenceId, conference.Identity.RoomId, conference.Identity.OpenedAt);
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            insert into conferences (id, room_id, opened_at, participants, state, written_at)
            values ({id}, {room}, {openedAt}, 0, {state}::jsonb, {openedAt})
            on conflict do nothing
            """,
            cancellation);
        if (rows == 1)
        {
            var opened = new JournalLine(TimeOrderedId.New(openedAt), openedAt, JournalEvent.Opened, null, null, null);
            await JournalWriter.WriteAsync(db, [EntryOf(id, opened, conference.Identity.UnitId)], cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return rows == 1;
    }

    public async Task<Conference?> FindByRoomAsync(Guid roomId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RestoreAsync(db, db.Conferences.Where(row => row.RoomId == roomId && row.EndedAt == null), cancellation);
    }

    public async Task<Conference?> FindAsync(Guid conferenceId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RestoreAsync(db, db.Conferences.Where(row => row.Id == conferenceId && row.EndedAt == null), cancellation);
    }

    /// <summary>The conferences that had not ended when a server was last here.</summary>
    public async Task<IReadOnlyList<Guid>> LiveAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Conferences.Where(row => row.EndedAt == null).Select(row => row.Id).ToListAsync(cancellation);
    }

    public async Task WriteAsync(Guid conferenceId, ConferenceChange change, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (state, participants) = (JsonSerializer.Serialize(change.State), change.State.Participants.Count);
        await db.Conferences.Where(row => row.Id == conferenceId).ExecuteUpdateAsync(
            row => row
                .SetProperty(written => written.State, state)
                .SetProperty(written => written.Participants, participants)
                .SetProperty(written => written.EndedAt, change.EndedAt)
                .SetProperty(written => written.WrittenAt, time.GetUtcNow()),
            cancellation);
        foreach (var said in change.Chat)
        {
            // A write whose answer was lost is repeated; a message is never kept twice.
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into conference_chat (id, conference_id, participant_id, display_name, text, at)
                values ({said.Id}, {conferenceId}, {said.ParticipantId}, {said.DisplayName}, {said.Text}, {said.At})
                on conflict do nothing
                """,
                cancellation);
        }

        await JournalWriter.WriteAsync(db, [.. change.Journal.Select(line => EntryOf(conferenceId, line))], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static JournalEntry EntryOf(Guid conferenceId, JournalLine line, Guid? unitId = null) => new()
    {
        Id = line.Id,
        At = line.At,
        Severity = line.Event is JournalEvent.Lost or JournalEvent.ChairAway ? JournalSeverity.Warning : JournalSeverity.Info,
        Action = "conference." + JsonNamingPolicy.SnakeCaseLower.ConvertName(line.Event.ToString()),
        ConferenceId = conferenceId,
        UnitId = unitId,
        ParticipantId = line.ParticipantId,
        Subject = line.DisplayName,
        Detail = JournalWriter.DetailOf(line.By is null ? null : new { line.By }),
    };

    private async Task<Conference?> RestoreAsync(DiemCauDb db, IQueryable<ConferenceRow> one, CancellationToken cancellation)
    {
        if (await one.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }

        var room = await Described(db, db.Set<Room>().Where(room => room.Id == row.RoomId)).SingleAsync(cancellation);
        var chat = await db.ConferenceChat.Where(said => said.ConferenceId == row.Id)
            .OrderByDescending(said => said.Position).Take(Chat.Kept).AsNoTracking().ToListAsync(cancellation);
        chat.Reverse();
        var state = JsonSerializer.Deserialize<ConferenceState>(row.State)!;
        return Conference.Restore(IdentityOf(room, row.Id, row.OpenedAt), state, chat.Select(said => said.ToMessage()), time.GetUtcNow());
    }

    private static IQueryable<DescribedRoom> Described(DiemCauDb db, IQueryable<Room> rooms) =>
        from room in rooms
        join owner in db.Accounts on room.OwnerId equals owner.Id
        join unit in db.Units on room.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        select new DescribedRoom(room, unit == null ? null : unit.Name, owner.Email);

    private static ConferenceIdentity IdentityOf(DescribedRoom of, Guid conferenceId, DateTimeOffset openedAt) => new(
        conferenceId, of.Room.Id, of.Room.Name, of.Room.UnitId, of.UnitName ?? of.OwnerEmail.Split('@')[0], of.Room.Mode, openedAt);

    private sealed record DescribedRoom(Room Room, string? UnitName, string OwnerEmail);
}
