namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// How loud one microphone was in the last seconds: a value per 20 ms, in decibels above −62 dBov, which is about what a quiet room sounds
/// like. Used by one thread.
/// </summary>
internal sealed class LevelEnvelope
{
    public const long BinMicros = 20_000;

    /// <summary>RFC 6464's level of what counts as nothing.</summary>
    private const int Quiet = 62;

    private const int Capacity = 512; // 10 s

    /// <summary>Packets carry 10 to 120 ms (RFC 7587): within that, a level stands for all the time since the packet before it.</summary>
    private const int LongestPacket = 6;

    private readonly byte[] _bins = new byte[Capacity];
    private long _newest = -1;

    /// <summary>The bin of the last sound above <see cref="Quiet"/>; −1: there was none.</summary>
    public long LastSound { get; private set; } = -1;

    public static long BinOf(long time) => time / BinMicros;

    /// <param name="level">RFC 6464.</param>
    /// <param name="at">When it came; later than all before.</param>
    public void Add(byte level, long at)
    {
        var bin = BinOf(at);
        var loudness = (byte)Math.Max(0, Quiet - level);
        if (loudness > 0)
        {
            LastSound = Math.Max(LastSound, bin);
        }

        if (bin <= _newest)
        {
            ref var known = ref _bins[(int)(bin % Capacity)];
            known = bin == _newest ? Math.Max(known, loudness) : known;
            return;
        }

        var missing = bin - _newest - 1;
        var filling = missing < LongestPacket && _newest >= 0 ? loudness : (byte)0;
        for (var i = Math.Max(_newest + 1, bin - Capacity + 1); i < bin; i++)
        {
            _bins[(int)(i % Capacity)] = filling;
        }

        _bins[(int)(bin % Capacity)] = loudness;
        _newest = bin;
    }

    /// <summary>Writes the bins before <paramref name="end"/>; where nothing came, it was silent.</summary>
    public void CopyTo(Span<float> destination, long end)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var bin = end - destination.Length + i;
            destination[i] = bin < 0 || bin > _newest || bin <= _newest - Capacity ? 0 : _bins[(int)(bin % Capacity)];
        }
    }
}
