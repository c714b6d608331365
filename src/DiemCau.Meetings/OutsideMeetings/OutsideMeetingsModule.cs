using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.OutsideMeetings;

/// <summary>Meetings that the Government, a ministry or a provider runs on their own system: they begin and end by their times.</summary>
internal static class OutsideMeetingsModule
{
    public static IServiceCollection AddOutsideMeetings(this IServiceCollection services) =>
        services.AddSingleton<OutsideCourse>().AddHostedService<OutsideRounds>();
}
