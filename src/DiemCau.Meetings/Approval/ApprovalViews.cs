using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Resources;

namespace DiemCau.Meetings.Approval;

/// <summary>A meeting that waits for the office.</summary>
/// <param name="Version">To be sent back with a decision.</param>
/// <param name="SubmittedAt">Since when it waits.</param>
/// <param name="DueAt">By when it is to be decided: the same day.</param>
/// <param name="Fits">Nothing stands in the way: it can be approved at once.</param>
/// <param name="ClashCount">Sites that have another meeting at that time.</param>
internal sealed record ApprovalItemView(
    Guid Id, long Number, int Version, string Title, string UnitName, MeetingPriority Priority, string? PriorityReason,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? ChairName, string? ChairPosition, string? MainSite, int SiteCount,
    MeetingStage Stage, string? StageReason, DateTimeOffset SubmittedAt, DateTimeOffset? DueAt, DeadlineStanding? Standing,
    bool Fits, bool HasCapacity, int ClashCount);

/// <summary>Everything a decision needs.</summary>
/// <param name="Letter">By which the unit has asked.</param>
/// <param name="LetterScan">Of that letter; null: there is none.</param>
/// <param name="Need">What the meeting would take of a node.</param>
/// <param name="NodeId">The node it would be given; null: no node has room.</param>
/// <param name="SitesThatFit">How many sites would find room on the freest node.</param>
/// <param name="Displacing">Which meetings of lower priority would have to make room; null: even that would not help.</param>
/// <param name="FreeTimes">The nearest times at which all fits.</param>
/// <param name="Reason">The generated answer of a refusal.</param>
internal sealed record ApprovalView(
    ApprovalItemView Item, string? Purpose, LetterEntry? Letter, LetterScanView? LetterScan, MediaNeed Need, IReadOnlyList<NodeRoomView> Nodes, Guid? NodeId, int SitesThatFit,
    IReadOnlyList<RivalView> Rivals, IReadOnlyList<Guid>? Displacing, IReadOnlyList<DateTimeOffset> FreeTimes, string? Reason,
    IReadOnlyList<ApprovalDecisionView> Decisions);

internal sealed record LetterScanView(Guid Id, string Name, long Size);

internal sealed record NodeRoomView(Guid Id, string Name, MediaNeed Capacity, MediaNeed Taken);

/// <param name="MeetingId">Null: a meeting that the reader may not know.</param>
/// <param name="Priority">Null, and the times no more than those that were wished for: one with state secrets, that the reader may not know of.</param>
internal sealed record RivalView(
    Guid? MeetingId, string? Title, MeetingPriority? Priority, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    int Ports, IReadOnlyList<string> Sites, bool SharesChair, bool MayBeDisplaced);

internal sealed record ApprovalDecisionView(
    DateTimeOffset At, string By, ApprovalVerdict Verdict, string? Reason, IReadOnlyList<DateTimeOffset> Proposals)
{
    public static ApprovalDecisionView Of(ApprovalDecision decision) =>
        new(decision.At, decision.ByName, decision.Verdict, decision.Reason, decision.Proposals);
}
