using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;

namespace DiemCau.Meetings.Notices;

/// <summary>A notice as its issuer sees it.</summary>
/// <param name="MeetingVersion">To be sent back with what is sent.</param>
/// <param name="Version">Of the form, to be sent back with a change; 0: nothing is written yet.</param>
/// <param name="Edition">How often it went out.</param>
/// <param name="MaySend">Whether the meeting's stage allows it.</param>
/// <param name="News">How many sites would be told if it were sent now.</param>
/// <param name="Due">By when the notice has to go out; null where no deadline applies.</param>
internal sealed record NoticePageView(
    Guid MeetingId, string Title, long Number, MeetingStage Stage, MeetingKind Kind, int MeetingVersion, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    NoticeScope Scope, Guid IssuerId, string IssuerName, NoticeForm Form, int Version, int Edition, DateTimeOffset? SentAt, string? SentBy,
    bool IsWithdrawn, bool MaySend, int News, NoticeCounts Counts, IReadOnlyList<NoticeBranchView> Branches, NoticeDueView? Due);

internal sealed record NoticeDueView(DateTimeOffset DueAt, DeadlineStanding Standing);

/// <summary>How many sites are how far.</summary>
/// <param name="Unseen">Of those sent.</param>
internal sealed record NoticeCounts(int Sites, int Unsent, int Unseen, int Seen, int Acknowledged)
{
    public static NoticeCounts Of(IReadOnlyCollection<NoticeState> states) => new(
        states.Count, states.Count(state => state == NoticeState.Unsent), states.Count(state => state == NoticeState.Sent),
        states.Count(state => state == NoticeState.Seen), states.Count(state => state == NoticeState.Acknowledged));
}

/// <summary>A branch of the tree among the readers.</summary>
/// <param name="UnitId">Null: sites that no branch is above.</param>
/// <param name="Own">The branch's own notice to its sites; null while it has sent none, or none is its to send.</param>
internal sealed record NoticeBranchView(Guid? UnitId, string? Name, UnitKind? Kind, NoticeCounts Counts, BranchNoticeView? Own);

/// <param name="IsStale">The meeting has been moved since.</param>
internal sealed record BranchNoticeView(DateTimeOffset SentAt, DateTimeOffset? CheckStartsAt, DateTimeOffset? CheckEndsAt, NoticeCounts Counts, bool IsStale);

/// <summary>A site among the readers.</summary>
/// <param name="CopyId">Null: it has none.</param>
/// <param name="HasMailbox">Whether anybody would get a mail.</param>
internal sealed record NoticeSiteView(
    Guid SiteId, string SiteName, Guid UnitId, string UnitName, Guid? BranchId, NoticeState State, NoticeKind? Kind, Guid? CopyId, DateTimeOffset? SentAt,
    DateTimeOffset? SeenAt, string? SeenBy, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Remark, DateTimeOffset? RemindedAt,
    bool HasMailbox);

/// <summary>A notice that the reader may issue for a meeting.</summary>
internal sealed record IssuableNoticeView(NoticeScope Scope, Guid UnitId, string UnitName, bool IsOut);
