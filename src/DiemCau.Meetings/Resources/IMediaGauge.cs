namespace DiemCau.Meetings.Resources;

/// <summary>Finds out what the media engine carries on this machine. The host provides it.</summary>
public interface IMediaGauge
{
    /// <summary>What the machine calls itself.</summary>
    string NodeName { get; }

    /// <summary>Keeps the machine busy for a second at most.</summary>
    Task<MediaMeasure> MeasureAsync(CancellationToken cancellation);
}

/// <param name="PacketsPerSecond">RTP packets sent, with all cores fully used.</param>
/// <param name="LinkMbps">Speed of the network card; null where it is not known.</param>
public sealed record MediaMeasure(double PacketsPerSecond, int? LinkMbps);
