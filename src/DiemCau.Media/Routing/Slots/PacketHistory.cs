using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Slots;

/// <summary>What a sent packet was made of, enough to make it again.</summary>
/// <param name="SourceKey">Which source's packet cache holds the payload.</param>
/// <param name="SourceSequence">Unwrapped.</param>
/// <param name="Numbers">As they were written then.</param>
internal readonly record struct SentPacket(
    uint SourceKey,
    long SourceSequence,
    uint Timestamp,
    PictureNumbers Numbers,
    bool Marker);

/// <summary>
/// The last 1024 packets of one receive slot by outgoing sequence number. Answers NACKs within limits: the same packet at most six
/// times, not twice within min(100 ms, two round trips), because the first answer may still be on its way.
/// </summary>
internal sealed class PacketHistory
{
    public const int Capacity = 1_024;

    /// <summary>
    /// A packet that never arrives stops a browser's picture for three seconds, until it gives up waiting and asks for a key frame: a
    /// repeat costs far less. At 5 % loss, three repeats fail once in some 150,000 packets sent, six practically never.
    /// </summary>
    private const int MaxRepeats = 6;
    private const long MaxSpacing = 100_000;

    private readonly Entry[] _entries = new Entry[Capacity];

    public void Add(ushort sequence, in SentPacket packet, long now) =>
        _entries[sequence % Capacity] = new Entry { Packet = packet, Sequence = sequence, LastSent = now, IsUsed = true };

    /// <summary>Whether the packet may be sent again now; counts as sent when it may.</summary>
    /// <param name="roundTrip">Microseconds; 0 when unknown.</param>
    public Repeat TryRepeat(ushort sequence, long now, long roundTrip, out SentPacket packet)
    {
        ref var entry = ref _entries[sequence % Capacity];
        packet = entry.Packet;
        if (!entry.IsUsed || entry.Sequence != sequence)
        {
            return Repeat.Unknown;
        }

        var spacing = roundTrip > 0 ? Math.Min(MaxSpacing, 2 * roundTrip) : MaxSpacing;
        // The first repeat is not held back: the receiver noticed the gap, so the original has been lost on the way.
        if (entry.Repeats > 0 && now - entry.LastSent < spacing)
        {
            return Repeat.TooSoon;
        }

        if (entry.Repeats >= MaxRepeats)
        {
            return Repeat.TooOften;
        }

        entry.Repeats++;
        entry.LastSent = now;
        return Repeat.Granted;
    }

    /// <summary>Looks without counting.</summary>
    public bool TryGet(ushort sequence, out SentPacket packet)
    {
        ref readonly var entry = ref _entries[sequence % Capacity];
        packet = entry.Packet;
        return entry.IsUsed && entry.Sequence == sequence;
    }

    /// <summary>Whether this very packet was sent under this number: twice would be the same key stream for it, and waste.</summary>
    public bool Holds(ushort sequence, uint sourceKey, long sourceSequence)
    {
        ref readonly var entry = ref _entries[sequence % Capacity];
        return entry.IsUsed && entry.Sequence == sequence && entry.Packet.SourceKey == sourceKey
            && entry.Packet.SourceSequence == sourceSequence;
    }

    private struct Entry
    {
        public SentPacket Packet;
        public long LastSent;
        public ushort Sequence;
        public byte Repeats;
        public bool IsUsed;
    }
}

internal enum Repeat : byte
{
    Granted,
    Unknown,
    TooSoon,
    TooOften,
}
