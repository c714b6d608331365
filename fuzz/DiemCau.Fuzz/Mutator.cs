using System.Buffers.Binary;

namespace DiemCau.Fuzz;

/// <summary>Makes inputs out of samples by a few random changes each; the same seed makes the same inputs.</summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> samples)
{
    private const int MaximumLength = 2000; // a little more than any datagram that reaches a parser
    private const int MaximumChanges = 6;

    /// <summary>Values at the edges of lengths and counters.</summary>
    private static readonly int[] s_edges = [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 255, 256, 1023, 1500, 32_767, 32_768, 65_534, 65_535];

    private readonly List<byte> _bytes = [];
    private ulong _state = seed;

    public byte[] Next()
    {
        _bytes.Clear();
        _bytes.AddRange(samples[Below(samples.Count)]);
        for (int changes = 1 + Below(MaximumChanges); changes > 0; changes--)
        {
            Change();
        }

        if (_bytes.Count > MaximumLength)
        {
            _bytes.RemoveRange(MaximumLength, _bytes.Count - MaximumLength);
        }

        return [.. _bytes];
    }

    private void Change()
    {
        if (_bytes.Count == 0)
        {
            _bytes.Add((byte)Below(256));
            return;
        }

        int at = Below(_bytes.Count);
        int length = 1 + Below(Math.Min(32, _bytes.Count - at));
        switch (Below(8))
        {
            case 0:
                _bytes[at] ^= (byte)(1 << Below(8));
                break;
            case 1:
                _bytes[at] = (byte)Below(256);
                break;
            case 2:
                _bytes[at] = (byte)s_edges[Below(s_edges.Length)];
                break;
            case 3 when at + 1 < _bytes.Count:
                Span<byte> word = stackalloc byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(word, (ushort)s_edges[Below(s_edges.Length)]);
                (_bytes[at], _bytes[at + 1]) = (word[0], word[1]);
                break;
            case 4:
                _bytes.RemoveRange(at, length);
                break;
            case 5:
                _bytes.InsertRange(at, _bytes.GetRange(at, length));
                break;
            case 6:
                _bytes.RemoveRange(at, _bytes.Count - at);
                break;
            default: // the beginning of one sample with the end of another
                byte[] other = samples[Below(samples.Count)];
                _bytes.RemoveRange(at, _bytes.Count - at);
                _bytes.AddRange(other.AsSpan(Below(other.Length + 1)));
                break;
        }
    }

    /// <summary>SplitMix64: the same on every version of .NET, unlike System.Random.</summary>
    private int Below(int limit)
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
