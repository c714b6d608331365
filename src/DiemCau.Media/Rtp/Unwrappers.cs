namespace DiemCau.Media.Rtp;

/// <summary>
/// Extends 16-bit sequence numbers to 64 bits, taking each as the one nearest to the highest seen. Starts one cycle up, so that
/// packets reordered around the first one do not become negative.
/// </summary>
internal struct SequenceUnwrapper
{
    private long _highest;
    private bool _started;

    /// <summary>The highest number seen; meaningful after the first packet.</summary>
    public readonly long Highest => _highest;

    public readonly bool IsStarted => _started;

    public long Unwrap(ushort sequence)
    {
        if (!_started)
        {
            _started = true;
            return _highest = 0x1_0000 + sequence;
        }

        var unwrapped = _highest + (short)(sequence - (ushort)_highest);
        _highest = Math.Max(_highest, unwrapped);
        return unwrapped;
    }

    /// <summary>What <see cref="Unwrap"/> would say, without moving the highest.</summary>
    public readonly long Peek(ushort sequence) => _started ? _highest + (short)(sequence - (ushort)_highest) : 0x1_0000 + sequence;
}

/// <summary>Extends 32-bit RTP timestamps to 64 bits, in the same way.</summary>
internal struct TimestampUnwrapper
{
    private long _highest;
    private bool _started;

    public long Unwrap(uint timestamp)
    {
        if (!_started)
        {
            _started = true;
            return _highest = 0x1_0000_0000 + timestamp;
        }

        var unwrapped = _highest + (int)(timestamp - (uint)_highest);
        _highest = Math.Max(_highest, unwrapped);
        return unwrapped;
    }
}
