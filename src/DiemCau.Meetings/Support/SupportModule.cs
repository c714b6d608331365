using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Support;

/// <summary>Help for whoever cannot get on: whom to call.</summary>
internal static class SupportModule
{
    public static void MapSupport(this IEndpointRouteBuilder api)
    {
        SupportContacts.Map(api);
        HelpAtTheKiosk.Map(api);
        HelpQueue.Map(api);
    }
}
