namespace DiemCau.Media.Rtp;

/// <summary>
/// Extends 16-bit sequence numbers to 64 bits, taking each as the one nearest to the highest seen. Starts one cycle up, so that
/// packets reordered around the first one do not become negative.
/// </summary>
internal struct SequenceUnwrapper
{
    private long highest;
    private bool started;

    /// <summary>The highest number seen; meaningful after the first packet.</summary>
    public readonly long Highest => highest;

    public readonly bool IsStarted => started;

    public long Unwrap(ushort sequence)
    {
        if (!started)
        {
            started = true;
            return highest = 0x1_0000 + sequence;
        }

        var unwrapped = highest + (short)(sequence - (ushort)highest);
        highest = Math.Max(highest, unwrapped);
        return unwrapped;
    }

    /// <summary>What <see cref="Unwrap"/> would say, without moving the highest.</summary>
    public readonly long Peek(ushort sequence) => started ? highest + (short)(sequence - (ushort)highest) : 0x1_0000 + sequence;
}

/// <summary>Extends 32-bit RTP timestamps to 64 bits, in the same way.</summary>
internal struct TimestampUnwrapper
{
    private long highest;
    private bool started;

    public long Unwrap(uint timestamp)
    {
        if (!started)
        {
            started = true;
            return highest = 0x1_0000_0000 + timestamp;
        }

        var unwrapped = highest + (int)(timestamp - (uint)highest);
        highest = Math.Max(highest, unwrapped);
        return unwrapped;
    }
}
