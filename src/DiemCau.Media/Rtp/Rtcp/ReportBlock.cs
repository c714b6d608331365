using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

/// <summary>What a receiver says of one source (RFC 3550 section 6.4.1).</summary>
/// <param name="FractionLost">Of 256, since the previous report.</param>
/// <param name="CumulativeLost">Signed 24 bits; negative after duplicates.</param>
/// <param name="HighestSequence">Extended: cycles and sequence number.</param>
/// <param name="Jitter">In the source's clock units.</param>
/// <param name="LastSenderReport">Middle 32 bits of its NTP timestamp; 0 if none came.</param>
/// <param name="DelaySinceLastSenderReport">In 1/65536 s.</param>
internal readonly record struct ReportBlock(
    uint Ssrc,
    byte FractionLost,
    int CumulativeLost,
    uint HighestSequence,
    uint Jitter,
    uint LastSenderReport,
    uint DelaySinceLastSenderReport)
{
    public const int Length = 24;

    /// <summary>
    /// Round trip in microseconds to the receiver of our reports, whose NTP time was made by <see cref="NtpTime.FromMicros"/>.
    /// </summary>
    /// <returns>Null when it has no report of ours yet, or its figures are impossible.</returns>
    public long? RoundTrip(long now)
    {
        if (LastSenderReport == 0)
        {
            return null;
        }

        var units = unchecked((int)(NtpTime.Middle(NtpTime.FromMicros(now)) - LastSenderReport - DelaySinceLastSenderReport));
        // Rounding of DLSR can make a loopback round trip slightly negative.
        return units < -66 || units > 60 << 16 ? null : NtpTime.FromShort((uint)Math.Max(0, units));
    }

    internal static ReportBlock Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32BigEndian(bytes),
        bytes[4],
        (sbyte)bytes[5] << 16 | bytes[6] << 8 | bytes[7],
        BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], CumulativeLost & 0xFF_FFFF | FractionLost << 24);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[20..], DelaySinceLastSenderReport);
    }
}

/// <summary>Report blocks of an SR or RR: `foreach (var report in packet.Reports)`.</summary>
internal readonly ref struct ReportBlocks(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Count => _bytes.Length / ReportBlock.Length;

    public ReportBlock this[int index] => ReportBlock.Read(_bytes.Slice(index * ReportBlock.Length, ReportBlock.Length));

    public Enumerator GetEnumerator() => new(this);

    internal ref struct Enumerator(ReportBlocks blocks)
    {
        private readonly ReportBlocks _blocks = blocks;
        private int _index = -1;

        public readonly ReportBlock Current => _blocks[_index];

        public bool MoveNext() => ++_index < _blocks.Count;
    }
}
