using DiemCau.Media;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Resources;
using DiemCau.Server.Configuration;
using DiemCau.Server.Security;

namespace DiemCau.Server.MediaPlane;

/// <summary>Joins the two ways: the media engine behind the port that live meetings own.</summary>
internal static class MediaPlaneModule
{
    public static IServiceCollection AddMediaPlane(this IServiceCollection services, Settings settings) => services
        .AddSingleton(provider => new MediaServer(
            Options(settings), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MediaServer>>()))
        .AddSingleton<HalfOpenConnections>()
        .AddSingleton<MediaConnections>()
        .AddSingleton<IMediaPlane, EngineMediaPlane>()
        .AddSingleton<IMediaGauge, EngineGauge>()
        .AddHostedService<MediaEngineLife>();

    private static MediaServerOptions Options(Settings settings)
    {
        var media = settings.Media;
        var options = new MediaServerOptions
        {
            Port = media.Port,
            AnnouncedPort = media.AnnouncedPort,
            AnnouncedTcpPort = settings.Installation.PublicAddress.Port,
            RelaySecret = RelaySecret.Of(settings),
            Workers = media.Workers, CameraCodec = media.CameraCodec,
        };
        foreach (var address in media.Announced)
        {
            options.AnnouncedAddresses.Add(address);
        }

        return options;
    }
}
