using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.RollCalls;

/// <summary>"Điểm danh": which sites were there, with how many people.</summary>
internal static class RollCallsModule
{
    public static void MapRollCalls(this IEndpointRouteBuilder api) =>
        RollCall.Map(api.MapGroup("/meetings/{id:guid}/attendance").WithTags("RollCalls"));
}
