using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Requests for rooms that wait for those who operate the unit's meetings.</summary>
internal sealed class RoomRequestTasks : ITaskSource
{
    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var operated = Rights.UnitsWhere(db, account.Id, Permission.OperateMeetings);
        var open = await (
            from request in db.RoomRequests
            join unit in db.Units on request.UnitId equals unit.Id
            where request.State == RoomRequestState.Open && operated.Contains(request.UnitId)
            orderby request.AskedAt
            select new { request.Id, request.Name, Unit = unit.Name, request.ForWhen }).Take(ITaskSource.Most).ToListAsync(cancellation);
        return [.. open.Select(request => new HomeTask("task.room_request.decide", null, "/phong-hop?muc=de-nghi", request.ForWhen, null) { Arguments = [request.Name, request.Unit] })];
    }
}
