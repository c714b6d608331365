namespace DiemCau.Media.Srtp;

/// <summary>The 48-bit packet index of a source: roll-over counter and sequence number (RFC 3711 §3.3.1, appendix A).</summary>
internal struct RtpIndex
{
    private long _highest;
    private bool _any;

    /// <summary>The index nearest to the highest one so far; negative for a number from before the first wrap.</summary>
    public readonly long Estimate(ushort sequence)
    {
        if (!_any)
        {
            return sequence; // every stream starts with roll-over counter 0
        }

        return _highest + (short)(sequence - (ushort)_highest);
    }

    public void Mark(long index)
    {
        if (!_any || index > _highest)
        {
            (_any, _highest) = (true, index);
        }
    }
}
