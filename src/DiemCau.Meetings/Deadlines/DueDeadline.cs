using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Deadlines;

/// <summary>A deadline of a meeting about which somebody is to be reminded.</summary>
internal sealed record DueDeadline(Meeting Meeting, DeadlineState State, ReminderOccasion Occasion)
{
    /// <summary>What is late for longer was told about, or happened before this system was there.</summary>
    public static readonly TimeSpan LateWorthTelling = TimeSpan.FromDays(3);

    /// <summary>A meeting that is moved has other times, and is reminded of anew.</summary>
    public (Guid MeetingId, MeetingDeadline Deadline, ReminderOccasion Occasion, DateTimeOffset LatestAt) Key =>
        (Meeting.Id, State.Deadline, Occasion, State.LatestAt);

    /// <summary>Null: it is done, not yet due, or no longer worth telling.</summary>
    public static DueDeadline? Of(Meeting meeting, DeadlineState state, DateTimeOffset now) => !state.IsOpen ? null : state.At(now) switch
    {
        DeadlineStanding.Due => new(meeting, state, ReminderOccasion.Due),
        // A draft that was not sent in time may simply have been given up.
        DeadlineStanding.Late when meeting.Stage != MeetingStage.Draft && now - state.LatestAt < LateWorthTelling =>
            new(meeting, state, ReminderOccasion.Late),
        _ => null,
    };
}
