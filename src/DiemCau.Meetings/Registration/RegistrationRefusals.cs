using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Registration;

internal static class RegistrationRefusals
{
    /// <summary>The account belongs to no unit, and none was named.</summary>
    public static Refusal UnitNeeded { get; } = new("meeting_unit_needed", StatusCodes.Status422UnprocessableEntity);
}
