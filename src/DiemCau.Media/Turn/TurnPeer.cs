using DiemCau.Media.Udp;

namespace DiemCau.Media.Turn;

/// <summary>
/// An address that the relay reaches: one that this server's engine announces. The reading side of a connection writes its state,
/// the writing side looks at it.
/// </summary>
internal sealed class TurnPeer(PeerAddress endpoint)
{
    // RFC 8656 §9 and §12: fixed.
    private const long PermissionMicroseconds = 300_000_000;
    private const long ChannelMicroseconds = 600_000_000;

    private long _permittedUntil = long.MinValue;
    private long _boundUntil = long.MinValue;
    private int _channel;

    public PeerAddress Endpoint => endpoint;

    public bool IsPermitted(long now) => now < Volatile.Read(ref _permittedUntil);

    /// <summary>The bound channel, 0 for none.</summary>
    public int Channel(long now) => now < Volatile.Read(ref _boundUntil) ? Volatile.Read(ref _channel) : 0;

    public void Permit(long now) => Volatile.Write(ref _permittedUntil, now + PermissionMicroseconds);

    public void Bind(int number, long now)
    {
        Volatile.Write(ref _channel, number);
        Volatile.Write(ref _boundUntil, now + ChannelMicroseconds);
        Permit(now);
    }

    public void Forget()
    {
        Volatile.Write(ref _permittedUntil, long.MinValue);
        Volatile.Write(ref _boundUntil, long.MinValue);
    }
}
