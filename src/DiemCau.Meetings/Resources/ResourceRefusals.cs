using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Resources;

internal static class ResourceRefusals
{
    /// <summary>Needs so many ports, of which only so many are free; so many sites would fit.</summary>
    public static Refusal NoCapacity(Finding finding, CapacityRule rule) => new("no_media_capacity", StatusCodes.Status409Conflict)
    {
        Arguments = [finding.Need.Ports, finding.Freest?.Free.SitesThatFit(rule) ?? 0],
    };

    /// <param name="count">How many of the meeting's sites have another meeting at that time.</param>
    public static Refusal SitesTaken(int count) => new("sites_taken", StatusCodes.Status409Conflict) { Arguments = [count] };

    public static Refusal NodeNameTaken { get; } = new("media_node_name_taken", StatusCodes.Status409Conflict)
    {
        Fields = [new FieldError("name", "media_node_name_taken")],
    };

    public static Refusal NodeInUse { get; } = new("media_node_in_use", StatusCodes.Status409Conflict);
}
