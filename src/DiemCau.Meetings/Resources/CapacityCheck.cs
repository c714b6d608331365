using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Resources;

/// <summary>Tells who writes a registration how full the media capacity is at that time.</summary>
internal sealed class CapacityCheck : ICapacityCheck
{
    public async Task<CapacityAnswer> LookAsync(DiemCauDb db, CapacityWish wish, Guid? except, CancellationToken cancellation)
    {
        var schedule = await Schedule.ReadAsync(db, wish.StartsAt, wish.EndsAt, [], cancellation);
        var freest = schedule.Find(new(except ?? Guid.Empty, wish.StartsAt, wish.EndsAt, [])).Freest;
        return new(freest?.Taken.Ports ?? 0, freest?.Capacity.Ports ?? 0);
    }
}
