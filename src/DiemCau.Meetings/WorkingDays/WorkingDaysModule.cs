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
        var calendar = api.MapGroup("/working-calendar").WithTags("WorkingDays").RequireAuthorization();
        CalendarYear.Map(calendar);
        CalendarEditing.Map(calendar);
    }
}
