using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Registration;

/// <summary>A meeting as its page shows it.</summary>
/// <param name="Way">The stages that a meeting of its kind goes through.</param>
/// <param name="Allowed">What the reader may do to it now.</param>
internal sealed record MeetingView(
    Guid Id,
    long Number,
    int Version,
    Guid UnitId,
    string UnitName,
    MeetingStage Stage,
    string? StageReason,
    Guid? SeriesId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    MeetingContent Content,
    IReadOnlyList<MeetingStage> Way,
    IReadOnlyList<PassageView> Passages,
    IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<PaperView> Papers,
    IReadOnlyList<MeetingVerb> Allowed);

/// <param name="IsAnyway">The step was made although what it stands for was not done.</param>
internal sealed record PassageView(MeetingVerb Verb, MeetingStage From, MeetingStage To, DateTimeOffset At, string By, string? Reason, bool IsAnyway);

/// <param name="IsAtOnce">The meeting was called when the time for it had come.</param>
/// <param name="Anyway">Who decided to go on without it, and why.</param>
internal sealed record DeadlineView(
    MeetingDeadline Deadline, DeadlineStanding Standing, DateTimeOffset DueAt, DateTimeOffset LatestAt, DateTimeOffset? DoneAt, bool IsAtOnce,
    ExemptionView? Exemption, AnywayView? Anyway)
{
    public static DeadlineView Of(DeadlineState state, DateTimeOffset now) => new(
        state.Deadline, state.At(now), state.DueAt, state.LatestAt, state.DoneAt, state.IsAtOnce,
        state.Exemption is { } exemption ? new(exemption.GrantedBy, exemption.Reason, exemption.At, exemption.ByName) : null,
        state.Anyway is { } anyway ? new(anyway.ByName, anyway.Reason ?? "", anyway.At) : null);
}

internal sealed record AnywayView(string By, string Reason, DateTimeOffset At);

/// <param name="By">Who wrote it down.</param>
internal sealed record ExemptionView(string GrantedBy, string Reason, DateTimeOffset At, string By);

internal sealed record PaperView(Guid Id, PaperKind Kind, string Name, long Size, DateTimeOffset AddedAt, string AddedBy);

/// <summary>A meeting in a list.</summary>
/// <param name="Standing">The worst of its deadlines.</param>
internal sealed record MeetingSummaryView(
    Guid Id,
    long Number,
    string Title,
    MeetingKind Kind,
    MeetingStage Stage,
    MeetingPriority Priority,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string UnitName,
    string? ChairName,
    string? MainSite,
    int SiteCount,
    Guid? SeriesId,
    DeadlineStanding? Standing);

/// <summary>What a write answers: where the meeting stands now.</summary>
internal sealed record MeetingVersionView(Guid Id, int Version, MeetingStage Stage, DateTimeOffset ChangedAt);
