using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Rooms go with their unit when it is merged into another; where that has a room of the same name, the old unit's is added.</summary>
internal sealed class RoomsOfUnits : IUnitEvents
{
    public async Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update rooms set unit_id = {successorId}, name = case
              when not exists (select from rooms same where same.unit_id = {successorId} and same.name = rooms.name and same.deleted_at is null) then rooms.name
              else left(rooms.name || ' – ' || units.name, {Room.NameLength}) end
            from units where units.id = {predecessorId} and rooms.unit_id = units.id and rooms.deleted_at is null
            """,
            cancellation);
        await db.RoomRequests.Where(request => request.UnitId == predecessorId)
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.UnitId, successorId), cancellation);
    }
}
