using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>"Lịch họp": meetings by day, for those who take part, for their calendars, and for the public as far as it may.</summary>
internal static class MeetingCalendarModule
{
    public static IServiceCollection AddMeetingCalendar(this IServiceCollection services)
    {
        services.AddSingleton<FeedSecrets>().AddSingleton<IUnitEvents, FeedsOfUnits>();
        services.Configure<RequestRateOptions>(rates =>
        {
            rates.PerMinute[FeedDoor.Readers] = FeedDoor.ReadsPerMinute;
            rates.PerMinute[PublicMeetings.Readers] = PublicMeetings.ReadsPerMinute;
        });
        return services;
    }

    public static void MapMeetingCalendar(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("").WithTags("MeetingCalendar");
        CalendarRange.Map(calendar);
        FeedAddress.Map(calendar);
        FeedDoor.Map(calendar);
        PublicMeetings.Map(calendar);
    }
}
