using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>Priority grounds, the highest first: a higher one may displace a lower one.</summary>
internal enum MeetingPriority
{
    /// <summary>Lãnh đạo tỉnh chủ trì</summary>
    ProvincialLeaders,

    /// <summary>Khẩn cấp: dịch bệnh, thiên tai, cháy nổ</summary>
    Emergency,

    /// <summary>Gấp</summary>
    Urgent,

    /// <summary>Khác</summary>
    Other,
}

/// <summary>What everybody is to see while an item of the script runs; a cue, the control desk decides.</summary>
internal enum LayoutCue { Podium, Grid, Content, PodiumAndContent }

/// <summary>How often a meeting returns.</summary>
internal enum RecurrenceStep { Daily, Weekly, Monthly }

/// <param name="Every">Each so many days, weeks or months.</param>
/// <param name="Count">How many meetings in all, the first one included.</param>
/// <param name="SkipDaysOff">A date that is not a working day is moved to the next one.</param>
internal sealed record Recurrence(RecurrenceStep Step, int Every, int Count, bool SkipDaysOff)
{
    public const int MostMeetings = 60;
    public const int LongestEvery = 12;
}

/// <param name="SiteId">Of the Sites slice.</param>
/// <param name="Name">The site's name at the time of writing, so that old meetings stay readable.</param>
/// <param name="Place">Hall or room, where it differs from the site's own.</param>
/// <param name="Attendees">Thành phần dự</param>
internal sealed record SiteEntry(Guid SiteId, Guid UnitId, string Name, string? Place = null, string? Attendees = null, int? People = null);

/// <param name="SpeakingSiteId">Whose picture and sound; null: the main site.</param>
internal sealed record ScriptEntry(string Title, int Minutes, Guid? SpeakingSiteId = null, LayoutCue? Cue = null, string? Speaker = null);

internal sealed record ContactEntry([property: Name] string? Name, string? Position = null, string? Phone = null, string? Zalo = null, string? Email = null);

/// <param name="Organiser">Who runs it, such as "Văn phòng Chính phủ" or "VNPT".</param>
/// <param name="Dial">Number, meeting id and code, as received.</param>
internal sealed record OutsideEntry(string? Organiser, string? Link, [property: Lines] string? Dial);

/// <summary>The official letter ("công văn") by which a unit has asked for the meeting; the form says the same.</summary>
/// <param name="Number">Số, ký hiệu, such as "123/SYT-VP".</param>
internal sealed record LetterEntry(string? Number, DateOnly? Date);

/// <summary>All that is written when a meeting is registered. In a draft anything may be missing.</summary>
internal sealed record MeetingContent
{
    public MeetingKind Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Nội dung, mục đích</summary>
    public string? Purpose { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? ChairName { get; init; }

    public string? ChairPosition { get; init; }

    public MeetingPriority Priority { get; init; } = MeetingPriority.Other;

    public string? PriorityReason { get; init; }

    public bool IsStateSecret { get; init; }

    public SiteEntry? MainSite { get; init; }

    public IReadOnlyList<SiteEntry> Members { get; init; } = [];

    public IReadOnlyList<ScriptEntry> Script { get; init; } = [];

    public ContactEntry? Contact { get; init; }

    public OutsideEntry? Outside { get; init; }

    public LetterEntry? Letter { get; init; }

    public Recurrence? Recurrence { get; init; }
}
