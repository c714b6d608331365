using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Approval;

internal static class ApprovalRefusals
{
    /// <summary>Only meetings of lower priority make room.</summary>
    public static Refusal NotLower(string title) => new("meeting_not_lower", StatusCodes.Status409Conflict) { Arguments = [title] };

    /// <summary>The office has not offered this time.</summary>
    public static Refusal NotProposed { get; } = new("time_not_proposed", StatusCodes.Status409Conflict);

    /// <summary>It is proposed only by who says to know what stands in the way.</summary>
    /// <param name="against">What that is, in sentences.</param>
    public static Refusal DoesNotFit(string against) => new("proposal_does_not_fit", StatusCodes.Status409Conflict) { Arguments = [against] };

    public static Refusal Past { get; } = Refusal.Validation(new FieldError("times", "meeting_past"));

    /// <summary>What was wished is no other time.</summary>
    public static Refusal SameTime { get; } = Refusal.Validation(new FieldError("times", "proposal_same"));

    public static Refusal HowManyTimes(int most) => Refusal.Validation(new FieldError("times", "proposal_count", most));
}
