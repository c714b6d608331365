using DiemCau.Media.Udp;

namespace DiemCau.Media.Turn;

/// <summary>
/// An address that the relay reaches: one that this server's engine announces. The reading side of a connection writes its state,
/// the writing side looks at it.
/// </summary>
internal sealed class TurnPeer(UdpEndpoint endpoint)
{
    // RFC 8656 §9 and §12: fixed.
    private const long PermissionMicroseconds = 300_000_000;
    private const long ChannelMicroseconds = 600_000_000;

    private long permittedUntil = long.MinValue;
    private long boundUntil = long.MinValue;
    private int channel;

    public UdpEndpoint Endpoint => endpoint;

    public bool IsPermitted(long now) => now < Volatile.Read(ref permittedUntil);

    /// <summary>The bound channel, 0 for none.</summary>
    public int Channel(long now) => now < Volatile.Read(ref boundUntil) ? Volatile.Read(ref channel) : 0;

    public void Permit(long now) => Volatile.Write(ref permittedUntil, now + PermissionMicroseconds);

    public void Bind(int number, long now)
    {
        Volatile.Write(ref channel, number);
        Volatile.Write(ref boundUntil, now + ChannelMicroseconds);
        Permit(now);
    }

    public void Forget()
    {
        Volatile.Write(ref permittedUntil, long.MinValue);
        Volatile.Write(ref boundUntil, long.MinValue);
    }
}
