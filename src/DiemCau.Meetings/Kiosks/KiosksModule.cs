using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Kiosks;

/// <summary>"Máy điểm cầu": machines in the rooms of sites that are paired once, show what is next, and come into their meetings by themselves.</summary>
internal static class KiosksModule
{
    public static IServiceCollection AddKiosks(this IServiceCollection services)
    {
        PairingAtTheKiosk.Limit(services);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KioskAuthentication>(SignedInKiosk.Scheme, null);
        return services
            .AddSingleton<KioskKeys>()
            .AddSingleton<IKioskKeys>(provider => provider.GetRequiredService<KioskKeys>())
            .AddSingleton<KioskStreams>()
            .AddSingleton<ISiteCallEvents>(provider => provider.GetRequiredService<KioskStreams>())
            .AddSingleton<IHelpEvents>(provider => provider.GetRequiredService<KioskStreams>())
            .AddSingleton<KiosksOfSite>();
    }

    public static void MapKiosks(this IEndpointRouteBuilder api)
    {
        var kiosk = api.MapGroup("/kiosk").WithTags("Kiosks");
        PairingAtTheKiosk.Map(kiosk);
        KioskPage.Map(kiosk);
        KioskState.Map(kiosk);
        KioskStreams.Map(kiosk);
        KioskHealth.Map(api);
        KiosksOfSite.Map(api.MapGroup("/sites"));
    }
}
