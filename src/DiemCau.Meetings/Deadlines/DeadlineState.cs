using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Deadlines;

/// <summary>How it stands with a deadline.</summary>
internal enum DeadlineStanding
{
    /// <summary>Đúng hạn: done in time, or not yet due.</summary>
    OnTime,

    /// <summary>Đến hạn: to be done now.</summary>
    Due,

    /// <summary>Quá hạn: not done in time, or done after it.</summary>
    Late,

    /// <summary>Được miễn</summary>
    Exempted,
}

/// <param name="DueAt">By when it should be done.</param>
/// <param name="LatestAt">By when it must be done; after it, it is late.</param>
/// <param name="WarnAt">From when it is due.</param>
/// <param name="DoneAt">Null while it is not done.</param>
internal sealed record DeadlineState(
    MeetingDeadline Deadline, DateTimeOffset DueAt, DateTimeOffset LatestAt, DateTimeOffset WarnAt, DateTimeOffset? DoneAt, MeetingExemption? Exemption)
{
    public DeadlineStanding At(DateTimeOffset now) =>
        (DoneAt ?? now) > LatestAt ? Exemption is null ? DeadlineStanding.Late : DeadlineStanding.Exempted
        : DoneAt is null && now >= WarnAt && Exemption is null ? DeadlineStanding.Due
        : DoneAt is null && Exemption is not null ? DeadlineStanding.Exempted
        : DeadlineStanding.OnTime;
}
