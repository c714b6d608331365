using System.Runtime.InteropServices;
using DiemCau.Media.Udp;

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

    private readonly List<ReceiveSlot> slots = [];
    private readonly List<RoutedPacket> burst = [];
    private readonly RoutedPacket[] cache = stream.Source.IsAudio ? [] : new RoutedPacket[CacheSize];

    private long keyFrame = -1;
    private long keyFrameAt;

    /// <summary>The highest sequence number that came.</summary>
    public long Newest { get; private set; } = -1;

    public SourceStream Stream { get; } = stream;

    public bool IsEmpty => slots.Count == 0;

    public void Add(ReceiveSlot slot) => slots.Add(slot);

    public void Remove(ReceiveSlot slot) => slots.Remove(slot);

    /// <summary>Takes a reference on the packet's buffer until the burst is out (and another while it is cached).</summary>
    /// <returns>True for the first packet of a burst.</returns>
    public bool Enqueue(in RoutedPacket packet)
    {
        packet.Buffer.AddReference();
        burst.Add(packet);
        Newest = Math.Max(Newest, packet.Sequence);
        if (packet.Frame.IsKeyFrame && packet.Sequence > keyFrame)
        {
            keyFrame = packet.Sequence;
            keyFrameAt = packet.Buffer.ReceivedAt;
        }

        if (cache.Length > 0 && !packet.IsPaddingOnly)
        {
            packet.Buffer.AddReference();
            ref var place = ref cache[(int)(packet.Sequence % CacheSize)];
            place.Buffer?.Release();
            place = packet;
        }

        return burst.Count == 1;
    }

    public void Send(long now)
    {
        var packets = CollectionsMarshal.AsSpan(burst);
        EvenParts.Pad(packets);

        // A slot may leave the list when it switches away: backwards.
        for (var i = slots.Count - 1; i >= 0; i--)
        {
            var slot = slots[i];
            foreach (ref readonly var packet in packets)
            {
                slot.Forward(packet, now);
            }
        }

        foreach (ref readonly var packet in packets)
        {
            packet.Buffer.Release();
        }

        burst.Clear();
    }

    /// <summary>Sends a slot that has just come the frames since the last key frame, if they are few.</summary>
    /// <returns>False when it has to wait for a key frame to come.</returns>
    public bool TryReplay(ReceiveSlot slot, long now)
    {
        if (keyFrame < 0 || burst.Count > 0 || now - keyFrameAt > ReplayWithin || Newest - keyFrame >= LongestReplay || !TryFind(keyFrame, out _))
        {
            return false;
        }

        for (var sequence = keyFrame; sequence <= Newest; sequence++)
        {
            if (TryFind(sequence, out var packet))
            {
                slot.Forward(packet, now);
            }
        }

        return true;
    }

    public bool TryFind(long sequence, out RoutedPacket packet)
    {
        packet = cache.Length == 0 ? default : cache[(int)(sequence % CacheSize)];
        return packet.Buffer is not null && packet.Sequence == sequence;
    }

    /// <summary>Gives all packets back.</summary>
    public void Clear()
    {
        foreach (var packet in burst)
        {
            packet.Buffer.Release();
        }

        burst.Clear();
        foreach (ref var packet in cache.AsSpan())
        {
            packet.Buffer?.Release();
            packet = default;
        }
    }
}
