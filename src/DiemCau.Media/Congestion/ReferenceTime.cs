namespace DiemCau.Media.Congestion;

/// <summary>The reference time of feedback has 24 bits of 64 ms: after twelve days it begins anew, and arrivals must not jump.</summary>
internal struct ReferenceTime()
{
    private const int Bits = 24;
    private const int Tick = 64_000;

    private long _ticks = long.MinValue;

    /// <param name="reference">As reported: signed 24 bits, in 64 ms.</param>
    /// <returns>Microseconds to add to the arrivals reported with it.</returns>
    public long Offset(int reference)
    {
        if (_ticks == long.MinValue)
        {
            _ticks = reference;
        }
        else
        {
            _ticks += (int)((uint)(reference - (int)_ticks) << (32 - Bits)) >> (32 - Bits);
        }

        return (_ticks - reference) * Tick;
    }
}
