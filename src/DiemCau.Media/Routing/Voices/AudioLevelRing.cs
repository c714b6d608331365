namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// The last levels of one microphone: a ring with one writer (the publisher's worker) and one reader (the speaker selection).
/// </summary>
internal sealed class AudioLevelRing
{
    private const int Capacity = 64; // 1.3 s of 20 ms packets: far more than one selection interval

    private readonly byte[] _levels = new byte[Capacity];
    private long _written;
    private long _read;

    /// <param name="level">RFC 6464: 0 is the loudest, 127 is silence (−dBov).</param>
    public void Write(byte level)
    {
        _levels[(int)(_written % Capacity)] = level;
        Volatile.Write(ref _written, _written + 1);
    }

    public bool TryRead(out byte level)
    {
        var end = Volatile.Read(ref _written);
        if (_read == end)
        {
            level = 127;
            return false;
        }

        _read = Math.Max(_read, end - Capacity + 1);
        level = _levels[(int)(_read++ % Capacity)];
        return true;
    }
}
