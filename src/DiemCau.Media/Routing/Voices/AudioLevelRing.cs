namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// The last levels of one microphone with the times at which they came: a ring with one writer (the publisher's worker) and one reader (the
/// speaker selection).
/// </summary>
internal sealed class AudioLevelRing
{
    private const int Capacity = 64; // 1.3 s of 20 ms packets: far more than one selection interval
    private const int LevelBits = 7;

    private readonly long[] _levels = new long[Capacity]; // one word each, so that no level is read with another's time
    private long _written;
    private long _read;

    /// <param name="level">RFC 6464: 0 is the loudest, 127 is silence (−dBov).</param>
    /// <param name="at">When its packet came, in microseconds.</param>
    public void Write(byte level, long at)
    {
        Volatile.Write(ref _levels[(int)(_written % Capacity)], (at << LevelBits) | (uint)Math.Min(level, (byte)127));
        Volatile.Write(ref _written, _written + 1);
    }

    public bool TryRead(out byte level, out long at)
    {
        var end = Volatile.Read(ref _written);
        if (_read == end)
        {
            (level, at) = (127, 0);
            return false;
        }

        _read = Math.Max(_read, end - Capacity + 1);
        var word = Volatile.Read(ref _levels[(int)(_read++ % Capacity)]);
        (level, at) = ((byte)(word & 127), word >> LevelBits);
        return true;
    }
}
