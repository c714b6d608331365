using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Organisation;

internal static class OrganisationRefusals
{
    public static Refusal NameTaken { get; } = new("unit_name_taken", StatusCodes.Status409Conflict);

    public static Refusal CodeTaken { get; } = new("unit_code_taken", StatusCodes.Status409Conflict);

    public static Refusal InUse { get; } = new("unit_in_use", StatusCodes.Status409Conflict);

    /// <summary>A unit ends when nothing stands under it any more.</summary>
    public static Refusal HasChildren { get; } = new("unit_has_children", StatusCodes.Status409Conflict);

    public static Refusal ParentInvalid { get; } = Refusal.Validation(new FieldError("parentId", "unit_parent_invalid"));

    public static Refusal TooDeep { get; } = Refusal.Validation(new FieldError("parentId", "unit_too_deep"));

    public static Refusal SuccessorInvalid { get; } = Refusal.Validation(new FieldError("successorId", "unit_successor_invalid"));

    public static Refusal AlreadyEnded { get; } = new("unit_already_ended", StatusCodes.Status409Conflict);
}
