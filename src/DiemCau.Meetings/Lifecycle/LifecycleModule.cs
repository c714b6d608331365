using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Lifecycle;

internal static class LifecycleModule
{
    public static IServiceCollection AddLifecycle(this IServiceCollection services) => services.AddSingleton<MeetingEvents>();
}
