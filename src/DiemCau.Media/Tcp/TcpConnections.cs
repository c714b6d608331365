using System.Diagnostics.CodeAnalysis;
using System.Net;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Tcp;

/// <summary>
/// All TCP connections that carry media, found by number without a lock; opening and closing take one. Strangers are bounded: per network
/// and in all until they are proven, and a number of connections that nothing may exceed.
/// </summary>
internal sealed class TcpConnections(PacketPool pool, TransportDirectory directory, TurnCredentials credentials, TimeProvider time)
    : ITicking, ITcpOutlet
{
    private const int HalfOpen = 1024;

    /// <summary>Hundreds of sites may stand behind one address of the state network and join within the same seconds.</summary>
    private const int HalfOpenPerNetwork = 128;

    private const long LookEvery = 1_000_000;

    private readonly TcpConnection?[] _connections = new TcpConnection?[TcpNumber.Places];
    private readonly Dictionary<UInt128, int> _halfOpen = [];
    private readonly TurnQuota _quota = new();
    private readonly Lock _opening = new();
    private IReadOnlyList<TransportTable> _workers = [];
    private IReadOnlyList<PeerAddress> _announced = [];
    private int _halfOpenInAll;
    private int _next;
    private uint _turn;
    private long _nextLook;

    public TcpCounters Counters { get; } = new();

    public int Count { get; private set; }

    /// <summary>Once, before the first connection.</summary>
    public void Start(IReadOnlyList<TransportTable> workers, IEnumerable<IPEndPoint> announced)
    {
        _workers = workers;
        _announced = [.. announced.Select(address => new PeerAddress(address))];
    }

    /// <returns>False when a bound is reached: the connection is to be closed.</returns>
    public bool TryOpen(TcpProtocol protocol, PeerAddress remote, long now, [NotNullWhen(true)] out TcpConnection? connection)
    {
        var network = NetworkOf(remote);
        lock (_opening)
        {
            connection = null;
            var ofNetwork = _halfOpen.GetValueOrDefault(network);
            if (_workers.Count == 0 || _halfOpenInAll >= HalfOpen || ofNetwork >= HalfOpenPerNetwork || !TryFindPlace(out var place))
            {
                Counters.CountRefused();
                return false;
            }

            var queue = new TcpSendQueue(TcpNumber.Of(place, _turn++), pool);
            connection = new TcpConnection(queue, this, Framing(protocol, queue, remote), network, now);
            Volatile.Write(ref _connections[place], connection);
            _halfOpen[network] = ofNetwork + 1;
            _halfOpenInAll++;
            Count++;
            Counters.CountOpened();
            return true;
        }
    }

    /// <summary>Any worker's thread.</summary>
    /// <returns>False when the connection is gone or its queue is full.</returns>
    public bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram, long now) =>
        Volatile.Read(ref _connections[TcpNumber.Place(to.TcpNumber)]) is { } connection
        && connection.Queue.Number == TcpNumber.Connection(to.TcpNumber)
        && connection.Queue.TrySend(to, datagram, now);

    public void Remove(TcpConnection connection)
    {
        lock (_opening)
        {
            Volatile.Write(ref _connections[TcpNumber.Place(connection.Queue.Number)], null);
            Count--;
            if (!connection.HasProven)
            {
                NoLongerHalfOpen(connection.Network);
            }
        }
    }

    public void Tick(long now)
    {
        if (now < _nextLook)
        {
            return;
        }

        _nextLook = now + LookEvery;
        lock (_opening)
        {
            foreach (var connection in _connections)
            {
                if (connection?.Look(now) == true)
                {
                    NoLongerHalfOpen(connection.Network);
                }
            }
        }
    }

    private ITcpFraming Framing(TcpProtocol protocol, TcpSendQueue queue, PeerAddress remote)
    {
        var inlet = new TcpInlet(_workers, directory, pool, Counters, queue.Number);
        return protocol == TcpProtocol.IceTcp
            ? new IceTcpFraming(remote.OnTcp(queue.Number), inlet, directory)
            : new TurnFraming(new TurnSession(credentials, _quota, remote, RelayedNames(queue.Number), _announced), queue, inlet, time);
    }

    /// <summary>Two names that no other connection has: the number in an address's host part.</summary>
    private static (PeerAddress V4, PeerAddress V6) RelayedNames(uint number)
    {
        const int FirstDynamicPort = 49_152;
        var place = TcpNumber.Place(number);
        Span<byte> v6 = stackalloc byte[16];
        v6.Clear();
        RelayedAddresses.PrefixV6.CopyTo(v6);
        BitConverter.TryWriteBytes(v6[12..], number);
        return (
            new PeerAddress([.. RelayedAddresses.PrefixV4, (byte)(place >> 8), (byte)place], FirstDynamicPort),
            new PeerAddress(v6, FirstDynamicPort));
    }

    private bool TryFindPlace(out int place)
    {
        for (var i = 0; i < _connections.Length; i++)
        {
            place = _next;
            _next = (_next + 1) % _connections.Length;
            if (_connections[place] is null)
            {
                return true;
            }
        }

        place = -1;
        return false;
    }

    private void NoLongerHalfOpen(UInt128 network)
    {
        _halfOpenInAll--;
        if (--_halfOpen[network] == 0)
        {
            _halfOpen.Remove(network);
        }
    }

    /// <summary>An IPv4 address, or the /64 that one IPv6 line usually has.</summary>
    private static UInt128 NetworkOf(in PeerAddress remote)
    {
        Span<byte> address = stackalloc byte[16];
        remote.CopyAddressTo(address);
        if (!remote.IsIPv4)
        {
            address[8..].Clear();
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(address);
    }
}
