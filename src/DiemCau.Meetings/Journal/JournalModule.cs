using DiemCau.Meetings.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Journal;

internal static class JournalModule
{
    public static IServiceCollection AddJournal(this IServiceCollection services) => services.AddSingleton<JournalWriter>().AddSingleton<IMeetingListener, MeetingJournal>();
}
