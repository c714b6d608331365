namespace DiemCau.Media.Udp;

/// <summary>
/// Packet buffers for any thread: a lock-free stack (the warmest buffer first) of at most <c>capacity</c> kept buffers.
/// Beyond that, buffers are made for the burst and freed on return, so memory falls back by itself and nothing is refused.
/// </summary>
internal sealed class PacketPool : IDisposable
{
    private readonly PacketBuffer?[] _buffers;
    private readonly int[] _next;

    // The top of the free stack: slot + 1 in the low half (0 = empty), a counter in the high half against ABA.
    private long _top;
    private int _made;
    private long _rented;
    private long _returned;
    private volatile bool _disposed;

    /// <param name="capacity">Buffers kept, of 2 KiB each; they are made on first use.</param>
    public PacketPool(int capacity = 8192)
    {
        _buffers = new PacketBuffer?[capacity];
        _next = new int[capacity];
    }

    public long Rented => Volatile.Read(ref _rented);

    public long Returned => Volatile.Read(ref _returned);

    public long Outstanding => Rented - Returned;

    public PacketBuffer Rent()
    {
        Interlocked.Increment(ref _rented);
        PacketBuffer buffer = TryPop() ?? Make();
        buffer.Rented();
        return buffer;
    }

    internal void Return(PacketBuffer buffer)
    {
        Interlocked.Increment(ref _returned);
        if (buffer.Slot < 0 || _disposed)
        {
            buffer.FreeMemory();
            return;
        }

        Push(buffer.Slot);
    }

    private PacketBuffer Make()
    {
        int slot = Interlocked.Increment(ref _made) - 1;
        if ((uint)slot >= (uint)_buffers.Length)
        {
            // Keep the counter from running over; a lost race here only means one more buffer that is not kept.
            Interlocked.Decrement(ref _made);
            return new PacketBuffer(this, -1);
        }

        return _buffers[slot] = new PacketBuffer(this, slot);
    }

    private PacketBuffer? TryPop()
    {
        while (true)
        {
            long top = Volatile.Read(ref _top);
            int slot = (int)(uint)top - 1;
            if (slot < 0)
            {
                return null;
            }

            long next = ((top >>> 32) + 1 << 32) | (uint)Volatile.Read(ref _next[slot]);
            if (Interlocked.CompareExchange(ref _top, next, top) == top)
            {
                return _buffers[slot];
            }
        }
    }

    private void Push(int slot)
    {
        while (true)
        {
            long top = Volatile.Read(ref _top);
            Volatile.Write(ref _next[slot], (int)(uint)top);
            long pushed = ((top >>> 32) + 1 << 32) | (uint)(slot + 1);
            if (Interlocked.CompareExchange(ref _top, pushed, top) == top)
            {
                return;
            }
        }
    }

    /// <summary>Frees what is not rented; what is still out is freed when it comes back.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (TryPop() is { } buffer)
        {
            buffer.FreeMemory();
        }
    }
}
