using DiemCau.Meetings.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Journal;

/// <summary>What happened, written by every slice.</summary>
internal static class JournalModule
{
    public static IServiceCollection AddJournal(this IServiceCollection services) => services
        .AddSingleton<JournalWriter>().AddSingleton<StrangerAttempts>().AddSingleton<IMeetingListener, MeetingJournal>()
        .AddHostedService<JournalMonths>();
}
