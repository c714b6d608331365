using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>Why something cannot be done to a meeting.</summary>
internal static class MeetingRefusals
{
    /// <summary>Another tab or another person has changed it since it was read.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("meeting_changed_meanwhile", StatusCodes.Status409Conflict);

    /// <summary>The verb does not fit the stage.</summary>
    public static Refusal WrongStage { get; } = new("meeting_wrong_stage", StatusCodes.Status409Conflict);

    /// <summary>Whom a decision concerns knows of it, or it was never one to be taken back.</summary>
    public static Refusal DecisionStands { get; } = new("decision_stands", StatusCodes.Status409Conflict);

    /// <summary>This system carries no state secrets.</summary>
    public static Refusal StateSecret { get; } = new("meeting_state_secret", StatusCodes.Status422UnprocessableEntity)
    {
        Fields = [new("isStateSecret", "meeting_state_secret")],
    };

    public static Refusal ReasonNeeded { get; } = Refusal.Validation(new FieldError("reason", "required"));

    /// <param name="latest">When it should have been registered, in words.</param>
    public static Refusal LateRegistration(string latest) => new("meeting_late", StatusCodes.Status422UnprocessableEntity)
    {
        Arguments = [latest],
        Fields = [new("exemption", "meeting_late", latest)],
    };
}
