using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Sites;

internal static class SiteRefusals
{
    public static Refusal NameTaken { get; } = new("site_name_taken", StatusCodes.Status409Conflict)
    {
        Fields = [new FieldError("name", "site_name_taken")],
    };

    public static Refusal UnitUnknown { get; } = new("site_unit_unknown", StatusCodes.Status400BadRequest)
    {
        Fields = [new FieldError("unitId", "site_unit_unknown")],
    };

    /// <summary>A mailbox of the workbook was registered while it was being taken; nothing of it was.</summary>
    public static Refusal MailboxTakenMeanwhile { get; } = new("site_mailbox_taken", StatusCodes.Status409Conflict);

    /// <summary>Somebody else saved first.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("site_changed_meanwhile", StatusCodes.Status409Conflict);
}
