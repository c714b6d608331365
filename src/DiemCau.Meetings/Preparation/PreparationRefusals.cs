using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Preparation;

internal static class PreparationRefusals
{
    /// <summary>Somebody else has written the same station's roster since it was read.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("duty_changed_meanwhile", StatusCodes.Status409Conflict);

    public static Refusal TemplateNameTaken { get; } = new("template_name_taken", StatusCodes.Status409Conflict)
    {
        Fields = [new("name", "template_name_taken")],
    };

    /// <summary>It belongs to another unit, or is no longer there.</summary>
    public static Refusal TemplateUnknown { get; } = Refusal.Validation(new FieldError("templateId", "template_unknown"));

    /// <summary>An item that is not right says why.</summary>
    public static Refusal RemarkNeeded { get; } = Refusal.Validation(new FieldError("remark", "required"));

    /// <param name="rosters">Stations where somebody on duty is missing.</param>
    /// <param name="checklists">Stations with open items.</param>
    public static Refusal Incomplete(int rosters, int checklists) =>
        new("preparation_incomplete", StatusCodes.Status409Conflict) { Arguments = [rosters, checklists] };
}
