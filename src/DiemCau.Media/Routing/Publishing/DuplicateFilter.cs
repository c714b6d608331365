namespace DiemCau.Media.Routing.Publishing;

/// <summary>Remembers which of the last 1024 sequence numbers were seen: an original and its repair may both arrive.</summary>
internal sealed class DuplicateFilter
{
    private const int Window = 1024;

    private readonly ulong[] _seen = new ulong[Window / 64];
    private long _highest = -1;

    /// <returns>False for a number seen before, or one too old to tell.</returns>
    public bool TryAdd(long sequence)
    {
        if (_highest < 0)
        {
            _highest = sequence;
        }
        else if (sequence > _highest)
        {
            Forget(_highest + 1, sequence);
            _highest = sequence;
        }
        else if (sequence <= _highest - Window)
        {
            return false;
        }

        ref var word = ref _seen[(int)(sequence / 64 % _seen.Length)];
        var bit = 1UL << (int)(sequence % 64);
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        return true;
    }

    private void Forget(long first, long last)
    {
        if (last - first >= Window)
        {
            Array.Clear(_seen);
            return;
        }

        for (var sequence = first; sequence <= last; sequence++)
        {
            _seen[(int)(sequence / 64 % _seen.Length)] &= ~(1UL << (int)(sequence % 64));
        }
    }
}
