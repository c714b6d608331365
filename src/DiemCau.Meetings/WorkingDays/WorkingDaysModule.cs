using DiemCau.Meetings.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>Which days are worked: what every deadline is computed from.</summary>
internal static class WorkingDaysModule
{
    public static IServiceCollection AddWorkingDays(this IServiceCollection services) => services.AddSingleton<WorkingCalendars>();

    public static void MapWorkingDays(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/working-calendar").WithTags("WorkingDays").ForSignedIn("which days are worked is the same for every office");
        CalendarYear.Map(calendar);
        CalendarEditing.Map(calendar);
    }
}
