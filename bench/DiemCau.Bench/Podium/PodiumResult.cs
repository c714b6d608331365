using System.Globalization;

namespace DiemCau.Bench.Podium;

/// <summary>What one run measured. Rates are per second of the measured time; forwarded packets are those that reached players.</summary>
internal sealed record PodiumResult
{
    public required int Receivers { get; init; }

    public required double Seconds { get; init; }

    public required double PacketsPerSecond { get; init; }

    public required double MegabitsPerSecond { get; init; }

    /// <summary>Of the server's process, user and system; 100 is one core.</summary>
    public required double ServerProcessorPercent { get; init; }

    public required double ProcessorMicrosPerPacket { get; init; }

    public required long PacketsLost { get; init; }

    /// <summary>From the publisher's writing of a payload to a player's reading of it, all on one machine.</summary>
    public required double DelayP50Millis { get; init; }

    public required double DelayP99Millis { get; init; }

    /// <summary>Of players whose picture moved all the time: no pause of over half a second, at least 9 of 10 frames.</summary>
    public required double SharePlaying { get; init; }

    /// <summary>Managed bytes that the whole server allocated per forwarded packet.</summary>
    public required double AllocatedBytesPerPacket { get; init; }

    public required double ServerMegabytes { get; init; }

    /// <summary>From the request to the first whole picture, while all players come at once.</summary>
    public required double JoinP50Millis { get; init; }

    public required double JoinP95Millis { get; init; }

    public string Table() => string.Join('\n', Rows().Select(row => $"{row.Name,-34}{row.Value.ToString(row.Format, CultureInfo.InvariantCulture),12} {row.Unit}"));

    private IEnumerable<(string Name, double Value, string Format, string Unit)> Rows() =>
    [
        ("players", Receivers, "0", ""),
        ("forwarded", PacketsPerSecond, "#,0", "packets/s"),
        ("forwarded", MegabitsPerSecond, "0.0", "Mb/s"),
        ("server processor time", ServerProcessorPercent, "0.0", "% of a core"),
        ("processor time per packet", ProcessorMicrosPerPacket, "0.00", "µs"),
        ("lost", PacketsLost, "0", "packets"),
        ("forwarding delay p50", DelayP50Millis, "0.000", "ms"),
        ("forwarding delay p99", DelayP99Millis, "0.000", "ms"),
        ("players whose picture moves", SharePlaying * 100, "0.0", "%"),
        ("allocated per packet", AllocatedBytesPerPacket, "0.0", "bytes"),
        ("server memory", ServerMegabytes, "0", "MiB"),
        ("join to first picture p50", JoinP50Millis, "0", "ms"),
        ("join to first picture p95", JoinP95Millis, "0", "ms"),
    ];
}
