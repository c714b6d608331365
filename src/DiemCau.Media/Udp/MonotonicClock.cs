using System.Diagnostics;

namespace DiemCau.Media.Udp;

/// <summary>The media engine's only clock.</summary>
internal static class MonotonicClock
{
    private static readonly double MicrosecondsPerTick = 1_000_000.0 / Stopwatch.Frequency;

    /// <summary>Microseconds since an arbitrary moment; never goes backwards.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * MicrosecondsPerTick);
}
