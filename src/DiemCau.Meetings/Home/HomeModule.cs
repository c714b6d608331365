using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Home;

/// <summary>What everybody opens first: what happens today, what is to be done.</summary>
internal static class HomeModule
{
    public static void MapHome(this IEndpointRouteBuilder api)
    {
        var home = api.MapGroup("/home").WithTags("Home");
        Today.Map(home);
        MyTasks.Map(home);
        SetUp.Map(home);
    }
}
