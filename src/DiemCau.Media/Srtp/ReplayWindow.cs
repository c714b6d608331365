namespace DiemCau.Media.Srtp;

/// <summary>
/// Which of the last 128 indices have been seen (RFC 3711 §3.3.2). Ask before authentication, mark after it,
/// so that a forged packet cannot move the window.
/// </summary>
internal struct ReplayWindow
{
    public const int Size = 128;

    private UInt128 _seen; // bit n: index _highest - n
    private long _highest;
    private bool _any;

    public readonly bool MayAccept(long index)
    {
        if (!_any || index > _highest)
        {
            return true;
        }

        long age = _highest - index;
        return age < Size && (_seen >> (int)age & UInt128.One) == UInt128.Zero;
    }

    public void Mark(long index)
    {
        if (!_any)
        {
            (_any, _highest, _seen) = (true, index, UInt128.One);
        }
        else if (index > _highest)
        {
            long step = index - _highest;
            _seen = step < Size ? (_seen << (int)step) | UInt128.One : UInt128.One;
            _highest = index;
        }
        else
        {
            _seen |= UInt128.One << (int)(_highest - index);
        }
    }
}
