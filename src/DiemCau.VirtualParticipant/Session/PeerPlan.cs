using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Session;

/// <summary>What one peer connection sends and receives.</summary>
internal sealed record PeerPlan
{
    /// <summary>Played on the microphone's m-line; null: no such line.</summary>
    public Clip? Microphone { get; init; }

    /// <summary>Played on the camera's m-line: in all its layers as simulcast when it has several.</summary>
    public Clip? Camera { get; init; }

    /// <summary>The largest layer of this clip is played on the screen's m-line.</summary>
    public Clip? Screen { get; init; }

    /// <summary>Pictures are AV1, and all layers of the camera's clip are sent in one stream; else VP8 in a stream for each.</summary>
    public bool Scalable { get; init; }

    /// <summary>AV1 comes with dependency descriptors; without them its pictures are counted, not understood.</summary>
    public bool Descriptors { get; init; } = true;

    /// <summary>Reports when each packet came, as browsers do; else RTCP's receiver reports and REMB alone, as many players do.</summary>
    public bool TransportFeedback { get; init; } = true;

    /// <summary>Speech with the packet before it, where the server agrees (RFC 2198).</summary>
    public bool Redundancy { get; init; }

    public int AudioSlots { get; init; }

    public bool PodiumSlot { get; init; }

    public bool ScreenSlot { get; init; }

    public int Tiles { get; init; }

    /// <summary>Null: frames are counted, not put together and recognised.</summary>
    public ContentIndex? Check { get; init; }

    /// <summary>When the clips began, microseconds; participants with the same start take turns in speaking.</summary>
    public long ClipStart { get; init; }

    /// <summary>What the receiver says it can take.</summary>
    public int ReceiveKilobitsPerSecond { get; init; } = 20_000;
}

/// <summary>Which m-line (by mid) of the offer is what.</summary>
internal sealed record PeerLines(
    string? Microphone, string? Camera, string? Screen, IReadOnlyList<string> Audio, string? Podium, string? ScreenSlot, IReadOnlyList<string> Tiles);
