namespace DiemCau.Meetings.Approval;

/// <summary>The numbers of this slice, from the configuration section "Approval".</summary>
internal sealed class ApprovalOptions
{
    /// <summary>How long the letters of a return and of a refusal wait: the page offers for ten seconds to take it back, and people read before they click.</summary>
    public TimeSpan LetterPause { get; set; } = TimeSpan.FromSeconds(30);
}
