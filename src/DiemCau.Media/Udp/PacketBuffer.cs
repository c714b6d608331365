using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiemCau.Media.Udp;

/// <summary>
/// One received datagram in native memory, shared by reference count: whoever hands it on adds a reference, whoever is done releases,
/// and the last release puts it back into its pool. A rented buffer has one reference, owned by the renter.
/// </summary>
/// <remarks>
/// 2048 bytes: <see cref="Headroom"/> in front, for a header that grows in place or a length prefix (RFC 4571);
/// <see cref="MaximumLength"/> for the datagram, so that nothing an Ethernet can carry is cut; and <see cref="Tailroom"/> behind,
/// for the tag and index that SRTP or SRTCP appends.
/// </remarks>
internal sealed unsafe class PacketBuffer
{
    public const int Size = 2048;
    public const int Headroom = 64;
    public const int Tailroom = 64;
    public const int MaximumLength = Size - Headroom - Tailroom;

    private const byte Poison = 0xDD;

    private readonly PacketPool _pool;
    private byte* _memory;
    private int _references;
    private int _length;

    internal PacketBuffer(PacketPool pool, int slot)
    {
        _pool = pool;
        Slot = slot;
        _memory = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    }

    /// <summary>Its place in the pool's free list; -1 for a buffer made beyond the pool's capacity.</summary>
    internal int Slot { get; }

    public int Length
    {
        get => _length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)(MaximumLength + Tailroom));
            _length = value;
        }
    }

    /// <summary>Microseconds of the monotonic clock given to the receive call.</summary>
    public long ReceivedAt { get; set; }

    public PeerAddress From { get; set; }

    public Span<byte> Span
    {
        get
        {
            AssertAlive();
            return new Span<byte>(_memory + Headroom, _length);
        }
    }

    /// <summary>The datagram's place with all its tailroom, whatever <see cref="Length"/> is.</summary>
    public Span<byte> Writable
    {
        get
        {
            AssertAlive();
            return new Span<byte>(_memory + Headroom, MaximumLength + Tailroom);
        }
    }

    internal byte* Start => _memory + Headroom;

    public void AddReference()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            throw new InvalidOperationException("A packet buffer was shared after its last release.");
        }
    }

    public void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left > 0)
        {
            return;
        }

        if (left < 0)
        {
            throw new InvalidOperationException("A packet buffer was released twice.");
        }

        PoisonMemory();
        _pool.Return(this);
    }

    internal void Rented()
    {
        _references = 1;
        _length = 0;
    }

    internal void FreeMemory()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }

    [System.Diagnostics.Conditional("DEBUG")]
    private void PoisonMemory() => Unsafe.InitBlock(_memory, Poison, Size);

    [System.Diagnostics.Conditional("DEBUG")]
    private void AssertAlive()
    {
        if (Volatile.Read(ref _references) <= 0)
        {
            throw new InvalidOperationException("A packet buffer was used after its last release.");
        }
    }
}
