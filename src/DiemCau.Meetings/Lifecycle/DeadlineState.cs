namespace DiemCau.Meetings.Lifecycle;

/// <summary>How it stands with a deadline.</summary>
internal enum DeadlineStanding
{
    /// <summary>Chưa đến hạn: not done, and not yet to be.</summary>
    NotYet,

    /// <summary>Đúng hạn: done in time.</summary>
    OnTime,

    /// <summary>Đến hạn: to be done now.</summary>
    Due,

    /// <summary>Quá hạn: not done in time, done after it, or passed over.</summary>
    Late,

    /// <summary>Được miễn</summary>
    Exempted,
}

/// <summary>Whether a meeting stands where the thing can be done.</summary>
internal enum DeadlineReach
{
    /// <summary>Something else comes first: it is not registered, not approved, not over.</summary>
    Ahead,

    Open,

    /// <summary>The meeting has gone on without it.</summary>
    Past,
}

/// <param name="DueAt">By when it should be done.</param>
/// <param name="LatestAt">By when it must be done; after it, it is late.</param>
/// <param name="WarnAt">From when it is due.</param>
/// <param name="DoneAt">Null while it is not done.</param>
/// <param name="Anyway">The decision to go on without it; null: there is none.</param>
/// <param name="IsAtOnce">The meeting was called when its time had come: it is to be done at once.</param>
internal sealed record DeadlineState(
    MeetingDeadline Deadline, DateTimeOffset DueAt, DateTimeOffset LatestAt, DateTimeOffset WarnAt, DateTimeOffset? DoneAt, MeetingExemption? Exemption,
    StagePassage? Anyway, DeadlineReach Reach, bool IsAtOnce)
{
    /// <summary>Somebody can still do it now; only then is anybody reminded of it.</summary>
    public bool IsOpen => DoneAt is null && Anyway is null && Reach == DeadlineReach.Open;

    /// <summary>The same for a part, such as one site, that has not done it whatever the meeting has done.</summary>
    public DeadlineState Undone => this with { DoneAt = null, Anyway = null, Reach = DeadlineReach.Open };

    public DeadlineStanding At(DateTimeOffset now) =>
        DoneAt <= LatestAt ? DeadlineStanding.OnTime
        : Exemption is not null ? DeadlineStanding.Exempted
        : DoneAt is not null || Anyway is not null || Reach == DeadlineReach.Past || now > LatestAt ? DeadlineStanding.Late
        : now >= WarnAt ? DeadlineStanding.Due
        : DeadlineStanding.NotYet;
}
