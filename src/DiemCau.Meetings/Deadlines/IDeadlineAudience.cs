using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Deadlines;

/// <summary>A slice that knows better than the meeting's sites alone whose business one deadline is.</summary>
internal interface IDeadlineAudience
{
    MeetingDeadline Deadline { get; }

    /// <summary>The accounts, in use or not, that have something left to do.</summary>
    /// <param name="meeting">Its sites need not be loaded.</param>
    Task<IQueryable<Guid>> AccountsAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation);
}
