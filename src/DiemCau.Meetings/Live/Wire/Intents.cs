using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>What a client says it is sending.</summary>
internal sealed record Sending(bool Microphone, bool Camera, bool Screen)
{
    public SentSources Sources => new(Microphone, Camera, Screen);
}

/// <summary>What a client wants to see, in order of importance; sizes in device pixels.</summary>
internal sealed record View(ViewSize? Podium, ViewSize? Screen, IReadOnlyList<TileRequest?>? Tiles);

internal sealed record ViewSize(int Width, int Height);

internal sealed record TileRequest(Guid ParticipantId, int Width, int Height);

/// <summary>What a client measures of its own connection. Null where its browser does not tell.</summary>
internal sealed record QualityReport(
    double? RttMs,
    double? LossPercent,
    double? JitterMs,
    double? AvailableKbps,
    double? FrozenMs,
    NetworkKind Network);
