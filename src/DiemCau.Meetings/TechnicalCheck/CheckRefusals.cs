using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.TechnicalCheck;

internal static class CheckRefusals
{
    /// <summary>A site that has not passed says why.</summary>
    public static Refusal NoteNeeded { get; } = Refusal.Validation(new FieldError("note", "required"));

    /// <param name="counts">Of all sites.</param>
    public static Refusal Incomplete(CheckCounts counts) =>
        new("check_incomplete", StatusCodes.Status409Conflict) { Arguments = [counts.NotChecked, counts.Failed] };
}
