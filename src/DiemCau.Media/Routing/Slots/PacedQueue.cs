namespace DiemCau.Media.Routing.Slots;

/// <summary>Pictures' packets that wait until a receiver's line has room. Holds a reference on each one's buffer.</summary>
internal sealed class PacedQueue
{
    /// <summary>More than a large key frame.</summary>
    private const int Capacity = 256;

    /// <summary>What would wait longer is worth less than the picture that comes meanwhile.</summary>
    private const long LongestWait = 500_000;

    private readonly Entry[] _entries = new Entry[Capacity];
    private int _first;
    private int _count;

    public bool IsEmpty => _count == 0;

    /// <returns>False when it is full, or its oldest packet has waited too long; then no reference is taken.</returns>
    public bool TryAdd(ReceiveSlot slot, in RoutedPacket packet, long now)
    {
        if (_count == Capacity || (_count > 0 && now - _entries[_first].At > LongestWait))
        {
            return false;
        }

        packet.Buffer.AddReference();
        _entries[(_first + _count++) % Capacity] = new Entry(slot, packet, now);
        return true;
    }

    /// <summary>The reference becomes the caller's.</summary>
    public bool TryTake(out ReceiveSlot slot, out RoutedPacket packet)
    {
        if (_count == 0)
        {
            slot = null!;
            packet = default;
            return false;
        }

        ref var entry = ref _entries[_first];
        (slot, packet) = (entry.Slot, entry.Packet);
        entry = default;
        _first = (_first + 1) % Capacity;
        _count--;
        return true;
    }

    public void Clear()
    {
        while (TryTake(out _, out var packet))
        {
            packet.Buffer.Release();
        }
    }

    private readonly record struct Entry(ReceiveSlot Slot, RoutedPacket Packet, long At);
}
