using System.Runtime.InteropServices;
using DiemCau.Media.Routing.Slots;

namespace DiemCau.Media.Routing;

/// <summary>
/// One stream's receivers on one worker, and the packets they may ask for again. A burst (the packets of one frame) goes to each
/// receiver in one run, so that the kernel gets it as one message.
/// </summary>
internal sealed class StreamFan(SourceStream stream)
{
    /// <summary>About two seconds of a 1.5 Mbps picture; older packets are of no use to anybody.</summary>
    private const int CacheSize = 512;

    /// <summary>Who comes within a second of a key frame is sent what followed it, rather than asking the publisher for another.</summary>
    private const long ReplayWithin = 1_000_000;
    private const int LongestReplay = 128;

    /// <summary>
    /// So long a frame's first packets wait for the rest, which a sender writes in a row: sent together they are one message to the kernel.
    /// </summary>
    private const long RestWait = 1_000;

    private readonly List<ReceiveSlot> _slots = [];
    private readonly List<RoutedPacket> _burst = [];
    private readonly RoutedPacket[] _cache = stream.Source.IsAudio ? [] : new RoutedPacket[CacheSize];

    private FrameRhythm _rhythm;
    private long _keyFrame = -1;
    private long _keyFrameAt;

    /// <summary>The highest sequence number that came.</summary>
    public long Newest { get; private set; } = -1;

    public SourceStream Stream { get; } = stream;

    public bool IsEmpty => _slots.Count == 0;

    public bool IsAudio => Stream.Source.IsAudio;

    /// <summary>When the first of the packets that wait came.</summary>
    public long BurstSince => _burst.Count == 0 ? 0 : _burst[0].Buffer.ReceivedAt;

    /// <summary>Until when a picture's packets wait for the rest of their frame; a time that has passed when it is there.</summary>
    public long RestWaitedFor => _burst.Count == 0 || _burst[^1].Marker ? 0 : _burst[0].Buffer.ReceivedAt + RestWait;

    /// <inheritdoc cref="FrameRhythm.IsDue"/>
    public bool IsFrameDue(long now, long within) => _rhythm.IsDue(now, within);

    /// <summary>Packets wait for the end of the batch, or a moment longer for what they can go with.</summary>
    public bool HasBurst => _burst.Count > 0;

    /// <summary>Who receives it. Read backwards: a slot may leave the list when it switches away.</summary>
    public List<ReceiveSlot> Slots => _slots;

    /// <summary>What waits, each frame's packets of one length as far as a few bytes of padding can make it.</summary>
    public ReadOnlySpan<RoutedPacket> Burst
    {
        get
        {
            var packets = CollectionsMarshal.AsSpan(_burst);
            EqualLengths.Pad(packets);
            return packets;
        }
    }

    public void Add(ReceiveSlot slot) => _slots.Add(slot);

    public void Remove(ReceiveSlot slot) => _slots.Remove(slot);

    /// <summary>Takes a reference on the packet's buffer until the burst is out (and another while it is cached).</summary>
    /// <returns>True for the first packet of a burst.</returns>
    public bool Enqueue(in RoutedPacket packet)
    {
        packet.Buffer.AddReference();
        _burst.Add(packet);
        Newest = Math.Max(Newest, packet.Sequence);
        _rhythm.Came(packet.Timestamp, packet.Buffer.ReceivedAt);
        if (packet.Frame.IsKeyFrame && packet.Sequence > _keyFrame)
        {
            _keyFrame = packet.Sequence;
            _keyFrameAt = packet.Buffer.ReceivedAt;
        }

        if (_cache.Length > 0 && !packet.IsPaddingOnly)
        {
            packet.Buffer.AddReference();
            ref var place = ref _cache[(int)(packet.Sequence % CacheSize)];
            place.Buffer?.Release();
            place = packet;
        }

        return _burst.Count == 1;
    }

    /// <summary>The burst is out.</summary>
    public void ClearBurst()
    {
        try
        {
            foreach (var packet in _burst)
            {
                packet.Buffer.Release();
            }
        }
        finally
        {
            _burst.Clear();
        }
    }

    /// <summary>
    /// Sends a slot that has just come the frames since the last key frame, if they are few. What still waits comes with the burst.
    /// </summary>
    /// <returns>False when it has to wait for a key frame to come.</returns>
    public bool TryReplay(ReceiveSlot slot, long now)
    {
        if (_keyFrame < 0 || now - _keyFrameAt > ReplayWithin || Newest - _keyFrame >= LongestReplay
            || !TryFind(_keyFrame, out _))
        {
            return false;
        }

        for (var sequence = _keyFrame; sequence <= Newest; sequence++)
        {
            if (!IsWaiting(sequence) && TryFind(sequence, out var packet))
            {
                slot.Forward(packet, now);
            }
        }

        return true;
    }

    private bool IsWaiting(long sequence)
    {
        foreach (ref readonly var packet in CollectionsMarshal.AsSpan(_burst))
        {
            if (packet.Sequence == sequence)
            {
                return true;
            }
        }

        return false;
    }

    public bool TryFind(long sequence, out RoutedPacket packet)
    {
        packet = _cache.Length == 0 ? default : _cache[(int)(sequence % CacheSize)];
        return packet.Buffer is not null && packet.Sequence == sequence;
    }

    /// <summary>Gives all packets back.</summary>
    public void Clear()
    {
        ClearBurst();
        foreach (ref var packet in _cache.AsSpan())
        {
            packet.Buffer?.Release();
            packet = default;
        }
    }
}
