namespace DiemCau.Meetings.Lifecycle;

/// <summary>Where a meeting is on its way. The first eleven in the order of the way; the others stand beside it.</summary>
internal enum MeetingStage
{
    /// <summary>Nháp</summary>
    Draft,

    /// <summary>Chờ duyệt</summary>
    PendingApproval,

    /// <summary>Đã duyệt</summary>
    Approved,

    /// <summary>Đã thông báo</summary>
    Notified,

    /// <summary>Đang chuẩn bị</summary>
    Preparing,

    /// <summary>Kiểm tra kỹ thuật</summary>
    TechnicalCheck,

    /// <summary>Sẵn sàng</summary>
    Ready,

    /// <summary>Đang kết nối</summary>
    Connecting,

    /// <summary>Đang họp</summary>
    InSession,

    /// <summary>Kết thúc</summary>
    Ended,

    /// <summary>Đã tổng hợp</summary>
    Summarised,

    /// <summary>Trả lại: to be reworked and submitted again.</summary>
    Returned,

    /// <summary>Từ chối: the end of it.</summary>
    Rejected,

    /// <summary>Tạm hoãn: to be given another time and submitted again.</summary>
    Postponed,

    /// <summary>Hủy: the end of it.</summary>
    Cancelled,
}

internal enum MeetingKind
{
    /// <summary>Registered five working days before and approved: the eight steps.</summary>
    Planned,

    /// <summary>Đột xuất: announced, not approved, without a technical check of its own: the five steps.</summary>
    AdHoc,

    /// <summary>Run by the Government, a ministry or a provider on their own system; here for calendars and rosters.</summary>
    Outside,
}

/// <summary>The one place that says how stages follow one another.</summary>
internal static class MeetingWay
{
    private static readonly MeetingStage[] BeforeTheSession =
        [MeetingStage.Approved, MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck, MeetingStage.Ready];

    /// <summary>The stages that a meeting of a kind goes through when nothing comes between.</summary>
    public static IReadOnlyList<MeetingStage> Of(MeetingKind kind) => kind switch
    {
        MeetingKind.Planned =>
        [
            MeetingStage.Draft, MeetingStage.PendingApproval, MeetingStage.Approved, MeetingStage.Notified, MeetingStage.Preparing,
            MeetingStage.TechnicalCheck, MeetingStage.Ready, MeetingStage.Connecting, MeetingStage.InSession, MeetingStage.Ended, MeetingStage.Summarised,
        ],
        MeetingKind.AdHoc =>
        [
            MeetingStage.Draft, MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.Ready,
            MeetingStage.Connecting, MeetingStage.InSession, MeetingStage.Ended, MeetingStage.Summarised,
        ],
        _ =>
        [
            MeetingStage.Draft, MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.Ready,
            MeetingStage.InSession, MeetingStage.Ended, MeetingStage.Summarised,
        ],
    };

    /// <summary>Where a verb leads from a stage; null when it does not fit there.</summary>
    public static MeetingStage? Next(MeetingKind kind, MeetingStage from, MeetingVerb verb)
    {
        var way = Of(kind);
        MeetingStage? to = (verb, from) switch
        {
            (MeetingVerb.Submit, MeetingStage.Draft or MeetingStage.Returned or MeetingStage.Postponed) => way[1],
            (MeetingVerb.Withdraw, MeetingStage.PendingApproval) => MeetingStage.Draft,
            (MeetingVerb.Return, MeetingStage.PendingApproval) => MeetingStage.Returned,
            (MeetingVerb.Reject, MeetingStage.PendingApproval) => MeetingStage.Rejected,
            (MeetingVerb.Approve, MeetingStage.PendingApproval) => MeetingStage.Approved,
            (MeetingVerb.TakeBack, MeetingStage.Returned or MeetingStage.Rejected) when kind == MeetingKind.Planned => MeetingStage.PendingApproval,
            (MeetingVerb.Notify, MeetingStage.Approved) => MeetingStage.Notified,
            (MeetingVerb.Prepare, MeetingStage.Notified) => MeetingStage.Preparing,
            (MeetingVerb.Check, MeetingStage.Preparing) => MeetingStage.TechnicalCheck,
            (MeetingVerb.DeclareReady, MeetingStage.TechnicalCheck) => MeetingStage.Ready,
            (MeetingVerb.DeclareReady, MeetingStage.Preparing) when kind != MeetingKind.Planned => MeetingStage.Ready,
            // The hour of the meeting does not wait for what was forgotten; deadlines show what was passed over.
            (MeetingVerb.Connect, _) when BeforeTheSession.Contains(from) => MeetingStage.Connecting,
            // That all are connected is a fact of its own, beside the check that was done; neither moves the meeting on.
            (MeetingVerb.ConfirmConnected, MeetingStage.Connecting) => from,
            (MeetingVerb.Open, MeetingStage.Connecting) => MeetingStage.InSession,
            (MeetingVerb.Open, MeetingStage.Notified or MeetingStage.Preparing or MeetingStage.Ready) when kind == MeetingKind.Outside => MeetingStage.InSession,
            (MeetingVerb.End, MeetingStage.Connecting or MeetingStage.InSession) => MeetingStage.Ended,
            (MeetingVerb.Summarise, MeetingStage.Ended) => MeetingStage.Summarised,
            (MeetingVerb.Postpone, MeetingStage.PendingApproval) => MeetingStage.Postponed,
            (MeetingVerb.Postpone or MeetingVerb.Displace, _) when BeforeTheSession.Contains(from) => MeetingStage.Postponed,
            (MeetingVerb.Cancel, MeetingStage.PendingApproval or MeetingStage.Returned or MeetingStage.Postponed or MeetingStage.Connecting) => MeetingStage.Cancelled,
            (MeetingVerb.Cancel, _) when BeforeTheSession.Contains(from) => MeetingStage.Cancelled,
            (MeetingVerb.Rewrite, MeetingStage.Draft or MeetingStage.Returned or MeetingStage.Postponed or MeetingStage.PendingApproval) => from,
            (MeetingVerb.Rewrite, _) when BeforeTheSession.Contains(from) => from,
            (MeetingVerb.Reconsider, _) when BeforeTheSession.Contains(from) && kind == MeetingKind.Planned => MeetingStage.PendingApproval,
            _ => null,
        };
        return to is { } stage && verb is not (MeetingVerb.Rewrite) && stage < MeetingStage.Returned && !way.Contains(stage) ? null : to;
    }

    /// <summary>Stages of meetings that take place or took place: registered, and neither given back, refused, put off nor cancelled. For queries.</summary>
    public static readonly MeetingStage[] Held = [.. Of(MeetingKind.Planned).Where(stage => stage != MeetingStage.Draft)];

    /// <summary>Of those the approved ones that are not over. For queries.</summary>
    public static readonly MeetingStage[] Coming = [.. BeforeTheSession, MeetingStage.Connecting, MeetingStage.InSession];

    /// <summary>True while the meeting holds its time: its sites, its chair and its capacity are spoken for.</summary>
    public static bool HoldsItsTime(MeetingStage stage) =>
        stage is >= MeetingStage.PendingApproval and <= MeetingStage.InSession;
}
