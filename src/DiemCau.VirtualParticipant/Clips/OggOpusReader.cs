using System.Buffers.Binary;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>
/// The Opus packets of an Ogg file (RFC 3533, RFC 7845), held in memory and played in a loop. Reading a packet allocates nothing.
/// </summary>
internal sealed class OggOpusReader
{
    private const int PageHeaderLength = 27;
    private const int SamplesPerSecond = 48_000;
    private const byte Continued = 1;

    private readonly byte[] _packets;
    private readonly (int Offset, int Length)[] _index;

    private OggOpusReader(byte[] packets, (int, int)[] index, long samples, int preSkip)
    {
        _packets = packets;
        _index = index;
        Duration = TimeSpan.FromSeconds((double)Math.Max(0, samples - preSkip) / SamplesPerSecond);
    }

    public int PacketCount => _index.Length;

    /// <summary>What the last page's granule position says, without the decoder's pre-skip.</summary>
    public TimeSpan Duration { get; }

    /// <param name="file">A whole Ogg file with one Opus stream.</param>
    /// <exception cref="InvalidDataException">The file is not such a file or is cut short.</exception>
    public static OggOpusReader Parse(ReadOnlySpan<byte> file)
    {
        var packets = new MemoryStream(file.Length);
        var index = new List<(int Offset, int Length)>();
        var start = 0;
        long granule = 0;
        for (var page = file; page.Length > 0;)
        {
            var (segments, body, rest) = SplitPage(page);
            granule = Math.Max(granule, BinaryPrimitives.ReadInt64LittleEndian(page[6..]));
            if ((page[5] & Continued) == 0 && packets.Length != start)
            {
                throw new InvalidDataException("An Ogg packet was not continued");
            }

            // A lacing value below 255 ends a packet; 255 continues it, also onto the next page (RFC 3533 §5).
            foreach (var lacing in segments)
            {
                packets.Write(body[..lacing]);
                body = body[lacing..];
                if (lacing < 255)
                {
                    index.Add((start, (int)packets.Length - start));
                    start = (int)packets.Length;
                }
            }

            page = rest;
        }

        var all = packets.ToArray();
        if (index.Count < 3 || !all.AsSpan(index[0].Offset, index[0].Length).StartsWith("OpusHead"u8))
        {
            throw new InvalidDataException("Not an Ogg file with an Opus stream");
        }

        var preSkip = BinaryPrimitives.ReadUInt16LittleEndian(all.AsSpan(index[0].Offset + 10));
        return new OggOpusReader(all, [.. index.Skip(2)], granule, preSkip);
    }

    /// <summary>The encoded packet; any index, the clip repeats.</summary>
    public ReadOnlySpan<byte> Packet(long index)
    {
        var (offset, length) = _index[index % _index.Length];
        return _packets.AsSpan(offset, length);
    }

    private static PageParts SplitPage(ReadOnlySpan<byte> page)
    {
        if (page.Length < PageHeaderLength || !page.StartsWith("OggS"u8))
        {
            throw new InvalidDataException("Not an Ogg page");
        }

        var count = page[26];
        var bodyAt = PageHeaderLength + count;
        if (page.Length < bodyAt)
        {
            throw new InvalidDataException("The Ogg file is cut short");
        }

        var segments = page.Slice(PageHeaderLength, count);
        var length = 0;
        foreach (var lacing in segments)
        {
            length += lacing;
        }

        if (page.Length < bodyAt + length)
        {
            throw new InvalidDataException("The Ogg file is cut short");
        }

        return new PageParts(segments, page.Slice(bodyAt, length), page[(bodyAt + length)..]);
    }

    private readonly ref struct PageParts(ReadOnlySpan<byte> segments, ReadOnlySpan<byte> body, ReadOnlySpan<byte> rest)
    {
        private readonly ReadOnlySpan<byte> _segments = segments, _body = body, _rest = rest;

        public void Deconstruct(out ReadOnlySpan<byte> segments, out ReadOnlySpan<byte> body, out ReadOnlySpan<byte> rest)
        {
            segments = _segments;
            body = _body;
            rest = _rest;
        }
    }
}
