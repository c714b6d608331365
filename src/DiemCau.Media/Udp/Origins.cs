namespace DiemCau.Media.Udp;

/// <summary>
/// The machine's own addresses that datagrams have come to, numbered from 1. On a machine with several, the kernel would answer from
/// the one that it prefers for the way back, and a client that checks another (RFC 8445 §7.2.5.2.1) would not take the answer.
/// Shared by all sockets, because a peer's packets may arrive at any of them.
/// </summary>
internal sealed class Origins
{
    /// <summary>What an endpoint has room for. Beyond it the kernel's choice is good enough.</summary>
    public const int Maximum = 126;

    private readonly UdpEndpoint[] addresses = new UdpEndpoint[Maximum];
    private readonly Lock learning = new();
    private int count;

    /// <param name="address">With port 0.</param>
    /// <returns>0 when there is no room for another.</returns>
    public byte NumberOf(in UdpEndpoint address)
    {
        var known = Volatile.Read(ref count);
        for (var i = 0; i < known; i++)
        {
            if (addresses[i] == address)
            {
                return (byte)(i + 1);
            }
        }

        return Learn(address);
    }

    /// <param name="number">From <see cref="NumberOf"/>, not 0.</param>
    public UdpEndpoint this[int number] => addresses[number - 1];

    private byte Learn(in UdpEndpoint address)
    {
        lock (learning)
        {
            for (var i = 0; i < count; i++)
            {
                if (addresses[i] == address)
                {
                    return (byte)(i + 1);
                }
            }

            if (count == Maximum)
            {
                return 0;
            }

            addresses[count] = address;
            Volatile.Write(ref count, count + 1);
            return (byte)count;
        }
    }
}
