using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Running;

internal readonly record struct LineVerdict(ConnectionQuality Quality, string? Reason);

/// <summary>
/// What one participant's line is worth, from what the server measures and what the client sees. Worse counts at once; better only when
/// it has held for two measurements, so that the sign on a tile does not flicker.
/// </summary>
internal sealed class LineQuality
{
    // Opus conceals about 3 % of loss without anybody noticing, 10 % is heard by everybody.
    private const double FairLossPercent = 3;
    private const double PoorLossPercent = 10;

    // ITU-T G.114: conversation suffers above 150 ms one way, and above 400 ms it breaks down.
    private const double FairRoundTripMs = 300;
    private const double PoorRoundTripMs = 800;

    // What a small picture and one voice need.
    private const double FairKbps = 400;
    private const double PoorKbps = 120;

    // Of a report's five seconds.
    private const double FairFrozenMs = 250;
    private const double PoorFrozenMs = 1_500;

    private const int MeasurementsToImprove = 2;

    private MediaQuality? _measured;
    private QualityReport? _reported;
    private LineVerdict _shown;
    private int _better;

    public LineVerdict Measured(MediaQuality quality)
    {
        _measured = quality;
        return Judge();
    }

    public LineVerdict Reported(QualityReport report)
    {
        _reported = report;
        return Judge();
    }

    private LineVerdict Judge()
    {
        var now = Worst(
            Above(_measured?.UplinkLossPercent, FairLossPercent, PoorLossPercent, "uplink"),
            Above(Most(_measured?.DownlinkLossPercent, _reported?.LossPercent), FairLossPercent, PoorLossPercent, "loss"),
            Above(Most(_measured?.RoundTripMs, _reported?.RttMs), FairRoundTripMs, PoorRoundTripMs, "delay"),
            Below(_reported?.AvailableKbps ?? _measured?.DownlinkKbps, FairKbps, PoorKbps, "bandwidth"),
            Above(_reported?.FrozenMs, FairFrozenMs, PoorFrozenMs, "frozen"));
        _better = now.Quality < _shown.Quality ? _better + 1 : 0;
        if (now.Quality >= _shown.Quality || _better >= MeasurementsToImprove)
        {
            _shown = now;
            _better = 0;
        }

        return _shown;
    }

    private static LineVerdict Above(double? value, double fair, double poor, string reason) => value switch
    {
        null => default,
        _ when value >= poor => new(ConnectionQuality.Poor, reason),
        _ when value >= fair => new(ConnectionQuality.Fair, reason),
        _ => new(ConnectionQuality.Good, null),
    };

    private static LineVerdict Below(double? value, double fair, double poor, string reason) => value switch
    {
        null => default,
        _ when value <= poor => new(ConnectionQuality.Poor, reason),
        _ when value <= fair => new(ConnectionQuality.Fair, reason),
        _ => new(ConnectionQuality.Good, null),
    };

    private static double? Most(double? one, double? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);

    private static LineVerdict Worst(params ReadOnlySpan<LineVerdict> verdicts)
    {
        var worst = verdicts[0];
        foreach (var verdict in verdicts)
        {
            worst = verdict.Quality > worst.Quality ? verdict : worst;
        }

        return worst;
    }
}
