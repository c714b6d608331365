using DiemCau.Meetings.Lifecycle;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Deadlines;

/// <summary>By when what has to be done, and whom to remind of it.</summary>
internal static class DeadlinesModule
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services
        .AddSingleton<MeetingClock>().AddSingleton<Reminders>().AddSingleton<ReminderRecipients>().AddSingleton<ReminderMails>()
        .AddSingleton<IMeetingListener, SettledReminders>()
        .AddHostedService<ReminderRounds>();

    public static void MapDeadlines(this IEndpointRouteBuilder api)
    {
        DeadlineRules.Map(api);
        MyReminders.Map(api);
    }
}
