using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.TechnicalCheck;

internal static class CheckRefusals
{
    /// <summary>A site that has not passed says why.</summary>
    public static Refusal NoteNeeded { get; } = Refusal.Validation(new FieldError("note", "required"));

    /// <summary>What was sent as the still picture is none.</summary>
    public static Refusal NotAPicture { get; } = new("check_picture_invalid", StatusCodes.Status400BadRequest);

    /// <summary>No site of those that were meant can be asked to measure.</summary>
    public static Refusal NobodyToAsk { get; } = new("check_nobody_to_ask", StatusCodes.Status409Conflict);

    /// <param name="counts">Of all sites.</param>
    public static Refusal Incomplete(CheckCounts counts) =>
        new("check_incomplete", StatusCodes.Status409Conflict) { Arguments = [counts.NotChecked, counts.Failed] };
}
