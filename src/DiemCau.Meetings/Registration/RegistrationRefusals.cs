using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Registration;

internal static class RegistrationRefusals
{
    /// <summary>The account belongs to no unit, and none was named.</summary>
    public static Refusal UnitNeeded { get; } = new("meeting_unit_needed", StatusCodes.Status422UnprocessableEntity);

    /// <summary>What is left of the disk is the database's.</summary>
    public static Refusal DiskNearlyFull { get; } = new("disk_nearly_full", StatusCodes.Status507InsufficientStorage);

    public static Refusal PaperQuotaUsed(long megabytes) => new("paper_quota_used", StatusCodes.Status409Conflict) { Arguments = [megabytes] };
}
