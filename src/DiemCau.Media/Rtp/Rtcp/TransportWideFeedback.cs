using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

/// <param name="Sequence">Transport-wide sequence number.</param>
/// <param name="ArrivalMicros">In the receiver's clock, microseconds (steps of 250); meaningful only when received.</param>
internal readonly record struct PacketArrival(ushort Sequence, bool IsReceived, long ArrivalMicros);

/// <summary>
/// Transport-wide congestion feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01): `foreach (var packet in feedback)`.
/// TryParse checks the whole packet, so that the enumeration never meets a broken chunk.
/// </summary>
internal readonly ref struct TransportWideFeedback
{
    private readonly ReadOnlySpan<byte> _chunks;
    private readonly ReadOnlySpan<byte> _deltas;

    private TransportWideFeedback(ReadOnlySpan<byte> body, int chunksLength)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        MediaSsrc = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        BaseSequence = BinaryPrimitives.ReadUInt16BigEndian(body[8..]);
        StatusCount = BinaryPrimitives.ReadUInt16BigEndian(body[10..]);
        ReferenceTime = (sbyte)body[12] << 16 | body[13] << 8 | body[14];
        FeedbackCount = body[15];
        _chunks = body.Slice(16, chunksLength);
        _deltas = body[(16 + chunksLength)..];
    }

    public uint SenderSsrc { get; }

    public uint MediaSsrc { get; }

    public ushort BaseSequence { get; }

    public int StatusCount { get; }

    /// <summary>Signed 24 bits, in 64 ms.</summary>
    public int ReferenceTime { get; }

    /// <summary>Counts feedback packets, so that lost feedback is noticed.</summary>
    public byte FeedbackCount { get; }

    public static bool TryParse(RtcpBlock block, out TransportWideFeedback feedback)
    {
        feedback = default;
        var body = block.Body;
        if (!block.Is(RtcpType.TransportFeedback, FeedbackFormat.TransportWide) || body.Length < 18)
        {
            return false;
        }

        var statusCount = BinaryPrimitives.ReadUInt16BigEndian(body[10..]);
        var position = 16;
        var deltaBytes = 0;
        for (var seen = 0; seen < statusCount;)
        {
            if (position + 2 > body.Length)
            {
                return false;
            }

            var chunk = new StatusChunk(BinaryPrimitives.ReadUInt16BigEndian(body[position..]));
            position += 2;
            var take = Math.Min(chunk.Count, statusCount - seen);
            if (take == 0)
            {
                return false; // a run of length zero never ends
            }

            deltaBytes += chunk.DeltaBytes(take);
            seen += take;
        }

        if (statusCount == 0 || position + deltaBytes > body.Length)
        {
            return false;
        }

        feedback = new TransportWideFeedback(body, position - 16);
        return true;
    }

    public Enumerator GetEnumerator() => new(this);

    internal ref struct Enumerator(TransportWideFeedback feedback)
    {
        private readonly TransportWideFeedback _feedback = feedback;
        private int _seen = -1;
        private int _inChunk;
        private int _nextChunk;
        private int _nextDelta;
        private StatusChunk _chunk;
        private long _quarterMillis = feedback.ReferenceTime * 256L;

        public PacketArrival Current { get; private set; }

        public bool MoveNext()
        {
            if (++_seen >= _feedback.StatusCount)
            {
                return false;
            }

            if (_inChunk >= _chunk.Count)
            {
                _chunk = new StatusChunk(BinaryPrimitives.ReadUInt16BigEndian(_feedback._chunks[_nextChunk..]));
                _nextChunk += 2;
                _inChunk = 0;
            }

            var symbol = _chunk[_inChunk++];
            if (symbol == StatusChunk.SmallDelta)
            {
                _quarterMillis += _feedback._deltas[_nextDelta++];
            }
            else if (symbol == StatusChunk.LargeDelta)
            {
                _quarterMillis += BinaryPrimitives.ReadInt16BigEndian(_feedback._deltas[_nextDelta..]);
                _nextDelta += 2;
            }

            var received = symbol is StatusChunk.SmallDelta or StatusChunk.LargeDelta;
            Current = new((ushort)(_feedback.BaseSequence + _seen), received, received ? _quarterMillis * 250 : 0);
            return true;
        }
    }

    /// <summary>A run length chunk (first bit 0) or a status vector chunk of 14 one-bit or 7 two-bit symbols.</summary>
    internal readonly struct StatusChunk(ushort bits)
    {
        public const int NotReceived = 0;
        public const int SmallDelta = 1;
        public const int LargeDelta = 2;

        private bool IsVector => (bits & 0x8000) != 0;

        private bool IsTwoBit => (bits & 0x4000) != 0;

        public int Count => IsVector ? IsTwoBit ? 7 : 14 : bits & 0x1FFF;

        public int this[int index]
        {
            get
            {
                if (!IsVector)
                {
                    return (bits >> 13) & 3;
                }

                return IsTwoBit ? (bits >> (12 - (2 * index))) & 3 : (bits >> (13 - index)) & 1;
            }
        }

        public int DeltaBytes(int take)
        {
            if (!IsVector)
            {
                return take * Size(this[0]);
            }

            var bytes = 0;
            for (var i = 0; i < take; i++)
            {
                bytes += Size(this[i]);
            }

            return bytes;
        }

        private static int Size(int symbol) => symbol is SmallDelta or LargeDelta ? symbol : 0;
    }
}
