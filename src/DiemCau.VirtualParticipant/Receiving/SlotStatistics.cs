namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>What came in one receive slot.</summary>
public sealed record SlotStatistics
{
    public required string Mid { get; init; }

    public required long Packets { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Packets that came by RTX and filled a gap.</summary>
    public long Repaired { get; init; }

    /// <summary>Packets that never came, neither by themselves nor by RTX, up to the last one put into a frame or played.</summary>
    public long Lost { get; init; }

    /// <summary>
    /// Voice packets that a decoder would have had to make up: they came neither by themselves nor inside the next one (RFC 2198).
    /// </summary>
    public long Concealed { get; init; }

    /// <summary>Voice packets that came inside the next one only.</summary>
    public long Recovered { get; init; }

    public long Nacks { get; init; }

    public long KeyFrameRequests { get; init; }

    public long Frames { get; init; }

    public long KeyFrames { get; init; }

    /// <summary>Of the last key frame.</summary>
    public (int Width, int Height) Size { get; init; }

    /// <summary>Pauses of over 200 ms between two frames.</summary>
    public TimeSpan Frozen { get; init; }

    /// <summary>The longest pause between two frames, or two voice packets.</summary>
    public TimeSpan LongestPause { get; init; }

    /// <summary>Neighbouring frames whose picture id, TL0PICIDX or timestamp did not go on as RFC 7741 and RFC 3550 ask.</summary>
    public long Discontinuities { get; init; }

    /// <summary>Frames or voice packets that are, bit by bit, what somebody sent, by clip (or synthetic source).</summary>
    public required IReadOnlyDictionary<uint, long> Recognised { get; init; }

    public long Unrecognised { get; init; }
}
