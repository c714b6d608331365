using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// "Phiên họp": a registered meeting is really held. Its conference opens at the hour of connection, its sites come in as such, what happens
/// there moves the meeting's stage.
/// </summary>
internal static class SessionsModule
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        NumberDoor.Limit(services);
        return services
            .AddSingleton<MeetingPasses>()
            .AddSingleton<IMeetingListener>(provider => provider.GetRequiredService<MeetingPasses>())
            .AddSingleton<IOccasions, MeetingOccasions>()
            .AddSingleton<MeetingDoor>()
            .AddSingleton<NumberDoor>()
            .AddSingleton<SessionsOfSite>()
            .AddSingleton<Ringing>()
            .AddSingleton<SessionCommands>()
            .AddSingleton<SessionRounds>()
            .AddHostedService(provider => provider.GetRequiredService<SessionRounds>());
    }

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var meeting = api.MapGroup("/meetings/{id:guid}").WithTags("Sessions");
        OwnDoor.Map(meeting);
        PassAdministration.Map(meeting);
        SessionPage.Map(meeting);
        SessionVerbs.Map(meeting);
        MeetingLinePolicySetting.Map(meeting);
        LinkDoor.Map(api);
        NumberDoor.Map(api);
        KioskDoor.Map(api);
        Ringing.Map(api);
        LinePolicySetting.Map(api);
    }
}
