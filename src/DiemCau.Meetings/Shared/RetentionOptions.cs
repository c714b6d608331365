namespace DiemCau.Meetings.Shared;

/// <summary>For how long what is past is kept (docs/operations/retention.md).</summary>
public sealed class RetentionOptions
{
    /// <summary>The regulation's "at least 12 months", of whole months; the database refuses less, whatever is set here.</summary>
    public const int LeastJournalMonths = 12;

    public int JournalMonths { get; set; } = 24;

    /// <summary>What was written in a conference's chat, after its end.</summary>
    public int ChatDays { get; set; } = 90;
}
