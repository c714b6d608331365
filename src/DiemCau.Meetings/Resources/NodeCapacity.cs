using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Resources;

/// <summary>The plan of the node that this server is, as its doors obey it.</summary>
internal sealed class NodeCapacity(IDbContextFactory<DiemCauDb> contexts, IMediaGauge gauge, InstallationOptions installation, TimeProvider time) : IServerCapacity
{
    public async Task<ServerCapacity?> NowAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var nodes = await db.MediaNodes.AsNoTracking().OrderBy(node => node.CreatedAt).ToListAsync(cancellation);

        // A machine that was renamed is still the only one there is.
        if ((nodes.FirstOrDefault(node => node.Name == gauge.NodeName) ?? (nodes.Count == 1 ? nodes[0] : null)) is not { } here)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var held = await (
            from allocation in db.Allocations
            join meeting in db.Meetings on allocation.MeetingId equals meeting.Id
            join unit in db.Units on meeting.UnitId equals unit.Id
            where allocation.NodeId == here.Id && allocation.StartsAt <= now && allocation.EndsAt > now
            select new { meeting.Id, allocation.Ports, unit.Name, allocation.EndsAt }).ToListAsync(cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone);
        return new(here.Ports, held.ConvertAll(one => new HeldPlaces(
            Occasion.OfMeeting(one.Id), one.Ports, one.Name, TimeZoneInfo.ConvertTime(one.EndsAt, zone))));
    }
}
