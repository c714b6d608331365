namespace DiemCau.Media.Udp;

/// <summary>
/// The machine's own addresses that datagrams have come to, numbered from 1. On a machine with several, the kernel would answer from
/// the one that it prefers for the way back, and a client that checks another (RFC 8445 §7.2.5.2.1) would not take the answer.
/// Shared by all sockets, because a peer's packets may arrive at any of them.
/// </summary>
internal sealed class LocalAddresses
{
    /// <summary>What an endpoint has room for. Beyond it the kernel's choice is good enough.</summary>
    public const int Maximum = 126;

    private readonly PeerAddress[] _addresses = new PeerAddress[Maximum];
    private readonly Lock _learning = new();
    private int _count;

    /// <param name="address">With port 0.</param>
    /// <returns>0 when there is no room for another.</returns>
    public byte NumberOf(in PeerAddress address)
    {
        var known = Volatile.Read(ref _count);
        for (var i = 0; i < known; i++)
        {
            if (_addresses[i] == address)
            {
                return (byte)(i + 1);
            }
        }

        return Learn(address);
    }

    /// <param name="number">From <see cref="NumberOf"/>, not 0.</param>
    public PeerAddress this[int number] => _addresses[number - 1];

    private byte Learn(in PeerAddress address)
    {
        lock (_learning)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_addresses[i] == address)
                {
                    return (byte)(i + 1);
                }
            }

            if (_count == Maximum)
            {
                return 0;
            }

            _addresses[_count] = address;
            Volatile.Write(ref _count, _count + 1);
            return (byte)_count;
        }
    }
}
