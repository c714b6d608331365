using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Rooms, as something to hold a conference for.</summary>
internal sealed class RoomOccasions(TimeProvider time) : IOccasions
{
    public OccasionKind Kind => OccasionKind.Room;

    public async Task<ConferenceTerms?> TermsAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        var described = await (
            from room in db.Rooms
            where room.Id == id
            join owner in db.Accounts on room.OwnerId equals owner.Id
            join unit in db.Units on room.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new { Room = room, Unit = unit == null ? null : unit.Name, owner.Email }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return described is null ? null : new(
            described.Room.Name, described.Room.UnitId, described.Unit ?? described.Email.Split('@')[0], described.Room.Mode)
        {
            WaitingRoom = described.Room.WaitingRoom,
        };
    }

    public Task<Refusal?> OpeningAsync(DiemCauDb db, Guid id, CancellationToken cancellation) => Task.FromResult<Refusal?>(null);

    public Task HappenedAsync(
        DiemCauDb db, ConferenceIdentity conference, IReadOnlyList<JournalLine> lines, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Whoever proved the room's password stays until the room is gone; an encoder's or player's token until it is revoked.</summary>
    public async Task<bool> StillAdmitsAsync(DiemCauDb db, Guid id, Newcomer who, CancellationToken cancellation) =>
        await db.Rooms.AnyAsync(room => room.Id == id, cancellation)
        && (who.PassId is not { } token || (await RevokedAsync(db, id, [token], cancellation)).Count == 0);

    public async Task<IReadOnlyList<Guid>> RevokedAsync(DiemCauDb db, Guid id, IReadOnlyCollection<Guid> passes, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var good = await db.RoomTokens.Where(token => token.RoomId == id && passes.Contains(token.Id) && token.RevokedAt == null && token.ExpiresAt > now)
            .Select(token => token.Id).ToListAsync(cancellation);
        return [.. passes.Except(good)];
    }
}
