using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Approval;

/// <summary>Which of the office's answers have a way back: one rule for the list that offers it and for the endpoint that does it.</summary>
internal static class TakingBack
{
    /// <summary>Its letters wait a moment, since nothing else could be taken back of it.</summary>
    public static bool Waits(ApprovalVerdict verdict) => verdict is ApprovalVerdict.Returned or ApprovalVerdict.CounterProposed or ApprovalVerdict.Rejected;

    /// <summary>An approval while no notice was sent; a return, another time or a refusal while its letters wait. Of displaced meetings nothing: they were told so.</summary>
    /// <param name="last">The last answer about the meeting.</param>
    /// <param name="pause">How long letters wait.</param>
    public static bool May(ApprovalVerdict last, DateTimeOffset at, MeetingStage stage, MeetingKind kind, TimeSpan pause, DateTimeOffset now) => last switch
    {
        ApprovalVerdict.Approved => stage == MeetingStage.Approved && kind == MeetingKind.Planned,
        ApprovalVerdict.Returned or ApprovalVerdict.CounterProposed => stage == MeetingStage.Returned && now < at + pause,
        ApprovalVerdict.Rejected => stage == MeetingStage.Rejected && now < at + pause,
        _ => false,
    };
}
