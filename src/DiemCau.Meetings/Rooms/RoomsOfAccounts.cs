using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Rooms that an account made while its unit was not confirmed become the unit's; a name that it has already gets the account's added.</summary>
internal sealed class RoomsOfAccounts : IAccountUnitEvents
{
    public Task BelongsAsync(DiemCauDb db, Guid accountId, Guid unitId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        update rooms set unit_id = {unitId}, name = case
          when not exists (select from rooms same where same.unit_id = {unitId} and same.name = rooms.name and same.deleted_at is null) then rooms.name
          else left(rooms.name || ' – ' || accounts.email, {Room.NameLength}) end
        from accounts where accounts.id = {accountId} and rooms.unit_id = accounts.id and rooms.deleted_at is null
        """,
        cancellation);
}
