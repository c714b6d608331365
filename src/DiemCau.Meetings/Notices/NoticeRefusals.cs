using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Notices;

/// <summary>Why a notice is not sent.</summary>
internal static class NoticeRefusals
{
    /// <summary>Everybody has what there is to tell.</summary>
    public static Refusal NothingNew { get; } = new("notice_nothing_new", StatusCodes.Status409Conflict);

    /// <summary>A branch tells its sites about a meeting that they have been told of.</summary>
    public static Refusal SessionUntold { get; } = new("notice_session_untold", StatusCodes.Status409Conflict);

    /// <summary>It was taken back, or replaced, since the page was opened.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("notice_changed_meanwhile", StatusCodes.Status409Conflict);

    /// <summary>Nobody confirms what does not take place.</summary>
    public static Refusal Withdrawn { get; } = new("notice_withdrawn", StatusCodes.Status409Conflict);
}
