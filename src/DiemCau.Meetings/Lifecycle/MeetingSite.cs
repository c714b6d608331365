namespace DiemCau.Meetings.Lifecycle;

internal enum SiteRole { Main, Member }

/// <summary>A site that takes part in a meeting.</summary>
internal sealed class MeetingSite
{
    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public Guid UnitId { get; set; }

    public SiteRole Role { get; set; }

    /// <summary>Order in lists and notices.</summary>
    public int Position { get; set; }

    public string Name { get; set; } = "";

    public string? Place { get; set; }

    public string? Attendees { get; set; }

    public int? People { get; set; }

    public SiteEntry Entry => new(SiteId, UnitId, Name, Place, Attendees, People);
}

/// <summary>A line of the script.</summary>
internal sealed class ScriptItem
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public int Position { get; set; }

    public string Title { get; set; } = "";

    public int Minutes { get; set; }

    public Guid? SpeakingSiteId { get; set; }

    public string? Speaker { get; set; }

    public LayoutCue? Cue { get; set; }

    public ScriptEntry Entry => new(Title, Minutes, SpeakingSiteId, Cue, Speaker);
}

/// <summary>A step that a meeting has made: what deadlines are measured by.</summary>
internal sealed class StagePassage
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public MeetingVerb Verb { get; init; }

    public MeetingStage From { get; init; }

    public MeetingStage To { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string ByName { get; init; }

    public string? Reason { get; init; }

    /// <summary>"Quyết định vẫn chuyển": the step was made although what it stands for was not done; the deadline stays unkept.</summary>
    public bool IsAnyway { get; init; }
}

/// <summary>A decision to go on although something is not done, which the one who takes it answers for.</summary>
/// <param name="Reason">Required.</param>
internal sealed record AnywayDecision(string? Reason);

/// <summary>A deadline that need not be kept.</summary>
internal sealed class MeetingExemption
{
    public Guid MeetingId { get; init; }

    public MeetingDeadline Deadline { get; init; }

    /// <summary>Who granted it: name and position.</summary>
    public required string GrantedBy { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset At { get; set; }

    public Guid? ById { get; set; }

    public required string ByName { get; set; }
}

/// <summary>What has to be done by a certain time before or after a meeting.</summary>
internal enum MeetingDeadline
{
    /// <summary>Gửi đăng ký</summary>
    Registration,

    /// <summary>Duyệt, cấp tài nguyên</summary>
    Approval,

    /// <summary>Gửi giấy mời, thông báo và tài liệu</summary>
    Invitations,

    /// <summary>Phân công trực, hoàn thành chuẩn bị</summary>
    Preparation,

    /// <summary>Hoàn thành kiểm tra kỹ thuật</summary>
    TechnicalCheck,

    /// <summary>Các điểm cầu kết nối</summary>
    Connection,

    /// <summary>Sẵn sàng</summary>
    Readiness,

    /// <summary>Thông báo kết luận, tổng hợp</summary>
    Conclusions,
}
