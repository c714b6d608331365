using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Approval;

internal static class ApprovalRefusals
{
    /// <summary>Only meetings of lower priority make room.</summary>
    public static Refusal NotLower(string title) => new("meeting_not_lower", StatusCodes.Status409Conflict) { Arguments = [title] };

    /// <summary>The office has not offered this time.</summary>
    public static Refusal NotProposed { get; } = new("time_not_proposed", StatusCodes.Status409Conflict);
}
