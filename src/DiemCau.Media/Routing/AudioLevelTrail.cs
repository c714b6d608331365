namespace DiemCau.Media.Routing;

/// <summary>The last levels of one microphone: a ring with one writer (the publisher's worker) and one reader (the speaker selection).</summary>
internal sealed class AudioLevelTrail
{
    private const int Capacity = 64; // 1.3 s of 20 ms packets: far more than one selection interval

    private readonly byte[] levels = new byte[Capacity];
    private long written;
    private long read;

    /// <param name="level">RFC 6464: 0 is the loudest, 127 is silence (−dBov).</param>
    public void Write(byte level)
    {
        levels[(int)(written % Capacity)] = level;
        Volatile.Write(ref written, written + 1);
    }

    public bool TryRead(out byte level)
    {
        var end = Volatile.Read(ref written);
        if (read == end)
        {
            level = 127;
            return false;
        }

        read = Math.Max(read, end - Capacity + 1);
        level = levels[(int)(read++ % Capacity)];
        return true;
    }
}
