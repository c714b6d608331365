using DiemCau.Media;

namespace DiemCau.Server.Telemetry;

/// <summary>Everything that metrics are made of, read at one moment, so that sums fit together.</summary>
/// <param name="HalfOpen">Connections of the HTTPS port on which neither TLS nor media has begun.</param>
/// <param name="Refused">Connections closed because too many of those were there.</param>
internal sealed record Readings(MediaStatistics Media, ProcessReadings Process, int HalfOpen = 0, long Refused = 0);

/// <param name="CpuSeconds">Of all threads, in user and kernel mode.</param>
/// <param name="GcPauseSeconds">How long collections have held all threads up.</param>
internal sealed record ProcessReadings(
    double CpuSeconds, long ResidentBytes, long HeapBytes, double GcPauseSeconds, IReadOnlyList<int> Collections, int ThreadPoolThreads)
{
    public static ProcessReadings Take() => new(
        Environment.CpuUsage.TotalTime.TotalSeconds,
        Environment.WorkingSet,
        GC.GetTotalMemory(forceFullCollection: false),
        GC.GetTotalPauseDuration().TotalSeconds,
        [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)],
        ThreadPool.ThreadCount);
}
