namespace DiemCau.Media.Rtp.Codecs;

/// <summary>Reads bits, the most significant first, of what may be cut off anywhere.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>More was read than there is; the missing bits read as zero.</summary>
    public readonly bool IsExhausted => _position > _bytes.Length * 8;

    /// <summary>Bits read or skipped so far.</summary>
    public readonly int Position => _position;

    public void Skip(int count) => _position += count;

    public uint Read(int count)
    {
        uint value = 0;
        for (; count > 0; count--, _position++)
        {
            var bit = _position >> 3 < _bytes.Length ? _bytes[_position >> 3] >> (7 - (_position & 7)) & 1 : 0;
            value = (value << 1) | (uint)bit;
        }

        return value;
    }

    /// <summary>ue(v) of H.264: 0 and exhausted when it has no end.</summary>
    public uint ReadExpGolomb()
    {
        var zeros = 0;
        while (Read(1) == 0)
        {
            if (++zeros > 31 || IsExhausted)
            {
                _position = (_bytes.Length * 8) + 1;
                return 0;
            }
        }

        return (uint)((1UL << zeros) - 1) + Read(zeros);
    }

    /// <summary>ns(n) of AV1: one of <paramref name="values"/> values, in as few bits as that takes.</summary>
    public uint ReadNonSymmetric(uint values)
    {
        var width = 32 - System.Numerics.BitOperations.LeadingZeroCount(values);
        var shorter = (1u << width) - values;
        var value = Read(width - 1);
        return value < shorter ? value : (value << 1) - shorter + Read(1);
    }

    public int ReadSignedExpGolomb()
    {
        var code = ReadExpGolomb();
        return (code & 1) == 1 ? (int)(code / 2) + 1 : -(int)(code / 2);
    }
}
