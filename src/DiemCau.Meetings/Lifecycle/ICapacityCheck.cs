using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>Whether the media capacity carries a meeting that is being written; asked while people type.</summary>
internal interface ICapacityCheck
{
    /// <param name="except">The meeting itself, which need not be counted.</param>
    Task<CapacityAnswer> LookAsync(DiemCauDb db, CapacityWish wish, Guid? except, CancellationToken cancellation);
}

internal sealed record CapacityWish(DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Sites);

/// <param name="Taken">Ports taken by other meetings in that time, at its busiest.</param>
/// <param name="Capacity">Ports that there are.</param>
internal sealed record CapacityAnswer(int Taken, int Capacity);
