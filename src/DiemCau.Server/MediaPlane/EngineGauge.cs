using System.Net.NetworkInformation;
using DiemCau.Media;
using DiemCau.Meetings.Resources;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.MediaPlane;

/// <summary>Measures what the media engine carries on this machine.</summary>
internal sealed class EngineGauge(Settings settings) : IMediaGauge
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(400);

    /// <summary>Where drivers know no speed they say -1, read as 4,294,967,295 Mb/s by some; virtual ones a nonsense of a few kb/s.</summary>
    private const long SlowestLink = 1_000_000;
    private const long FastestLink = 1_000_000_000_000;

    public string NodeName => Environment.MachineName;

    public Task<MediaMeasure> MeasureAsync(CancellationToken cancellation) => Task.Run(
        () => new MediaMeasure(MediaServer.MeasurePacketsPerSecond(settings.Media.Workers, Duration), LinkMbps()), cancellation);

    /// <summary>The fastest card that carries one of the addresses that clients are told.</summary>
    private int? LinkMbps() => MbpsOf(NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.NetworkInterfaceType != NetworkInterfaceType.Loopback
            && card.GetIPProperties().UnicastAddresses.Any(address => settings.Media.Announced.Contains(address.Address)))
        .Select(SpeedOf));

    /// <param name="speeds">In bit/s, as the drivers say.</param>
    /// <returns>Of the fastest; null where none is known.</returns>
    internal static int? MbpsOf(IEnumerable<long> speeds)
    {
        var known = speeds.Where(speed => speed is >= SlowestLink and <= FastestLink).ToList();
        return known.Count == 0 ? null : (int)(known.Max() / 1_000_000);
    }

    private static long SpeedOf(NetworkInterface card)
    {
        try
        {
            return card.Speed;
        }
        catch (NetworkInformationException)
        {
            return -1;
        }
    }
}
