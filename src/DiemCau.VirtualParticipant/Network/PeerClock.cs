using System.Diagnostics;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>
/// The machine's monotonic clock in microseconds: the same for all processes, so that clips and delays line up across them.
/// </summary>
internal static class PeerClock
{
    public static long Now => At(Stopwatch.GetTimestamp());

    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public static long At(long timestamp) => (long)(timestamp * (1_000_000.0 / Stopwatch.Frequency));
}
