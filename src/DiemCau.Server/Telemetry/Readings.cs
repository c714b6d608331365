using DiemCau.Media;
using DiemCau.Meetings.Notifications;

namespace DiemCau.Server.Telemetry;

/// <summary>Everything that metrics are made of, read at one moment, so that sums fit together.</summary>
internal sealed record Readings(MediaStatistics Media, ProcessReadings Process)
{
    /// <summary>Connections of the HTTPS port on which neither TLS nor media has begun.</summary>
    public int HalfOpen { get; init; }

    /// <summary>Connections closed because too many of those were there.</summary>
    public long Refused { get; init; }

    /// <summary>Connections closed because their address had its share.</summary>
    public long OverShare { get; init; }

    /// <summary>Bytes, where the data folder is.</summary>
    public long DiskFree { get; init; }

    /// <summary>When the TLS certificate in use runs out.</summary>
    public DateTimeOffset CertificateEnds { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Machines connected with sound and picture.</summary>
    public int PlacesInUse { get; init; }

    /// <summary>Those who found the server full.</summary>
    public long PlacesRefused { get; init; }

    public long RowsSetAside { get; init; }

    public bool DatabaseAnswers { get; init; }

    public MailFigures.Figures Mails { get; init; } = new(0, TimeSpan.Zero, 0, 0);
}

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
