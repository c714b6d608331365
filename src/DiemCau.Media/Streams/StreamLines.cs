using System.Diagnostics.CodeAnalysis;
using System.Net;
using DiemCau.Media.Sessions;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Streams;

/// <summary>
/// All open streams, found by number without a lock; opening and closing take one. Strangers are bounded: per network and in all until
/// they are proven, and a number of streams that nothing may exceed.
/// </summary>
internal sealed class StreamLines(PacketPool pool, TransportDirectory directory, TurnCredentials credentials, TimeProvider time) : ITicking
{
    private const int HalfOpen = 1024;

    /// <summary>Hundreds of sites may stand behind one address of the state network and join within the same seconds.</summary>
    private const int HalfOpenPerNetwork = 128;

    private const long LookEvery = 1_000_000;

    // What nobody is reached at: 198.18.0.0/15 (RFC 2544, benchmarks) and 100::/64 (RFC 6666, discard only).
    private static readonly byte[] RelayPrefixV4 = [198, 18];
    private static readonly byte[] RelayPrefixV6 = [1, 0];

    private readonly MediaStream?[] _streams = new MediaStream?[StreamNumber.Places];
    private readonly Dictionary<UInt128, int> _halfOpen = [];
    private readonly TurnQuota _quota = new();
    private readonly Lock _opening = new();
    private IReadOnlyList<MediaWorker> _workers = [];
    private IReadOnlyList<UdpEndpoint> _announced = [];
    private int _halfOpenInAll;
    private int _next;
    private uint _turn;
    private long _nextLook;

    public StreamCounters Counters { get; } = new();

    public int Count { get; private set; }

    /// <summary>Whether a stream's endpoint is the relay's name for a TURN client, not a client's own address.</summary>
    public static bool IsRelayed(in UdpEndpoint endpoint)
    {
        Span<byte> address = stackalloc byte[16];
        endpoint.CopyAddressTo(address);
        return address[(endpoint.IsIPv4 ? 12 : 0)..].StartsWith(endpoint.IsIPv4 ? RelayPrefixV4 : RelayPrefixV6);
    }

    /// <summary>Once, before the first stream.</summary>
    public void Start(IReadOnlyList<MediaWorker> workers, IEnumerable<IPEndPoint> announced)
    {
        _workers = workers;
        _announced = [.. announced.Select(address => new UdpEndpoint(address))];
    }

    /// <returns>False when a bound is reached: the connection is to be closed.</returns>
    public bool TryOpen(StreamProtocol protocol, UdpEndpoint remote, long now, [NotNullWhen(true)] out MediaStream? stream)
    {
        var network = NetworkOf(remote);
        lock (_opening)
        {
            stream = null;
            var ofNetwork = _halfOpen.GetValueOrDefault(network);
            if (_workers.Count == 0 || _halfOpenInAll >= HalfOpen || ofNetwork >= HalfOpenPerNetwork || !TryFindPlace(out var place))
            {
                Counters.CountRefused();
                return false;
            }

            var line = new StreamLine(StreamNumber.Of(place, _turn++), pool);
            stream = new MediaStream(line, this, Talk(protocol, line, remote), network, now);
            Volatile.Write(ref _streams[place], stream);
            _halfOpen[network] = ofNetwork + 1;
            _halfOpenInAll++;
            Count++;
            Counters.CountOpened();
            return true;
        }
    }

    /// <summary>Any worker's thread.</summary>
    /// <returns>False when the stream is gone or its line is full.</returns>
    public bool TrySend(in UdpEndpoint to, ReadOnlySpan<byte> datagram, long now) =>
        Volatile.Read(ref _streams[StreamNumber.Place(to.Stream)]) is { } stream
        && stream.Line.Number == StreamNumber.Line(to.Stream)
        && stream.Line.TrySend(to, datagram, now);

    public void Remove(MediaStream stream)
    {
        lock (_opening)
        {
            Volatile.Write(ref _streams[StreamNumber.Place(stream.Line.Number)], null);
            Count--;
            if (!stream.HasProven)
            {
                NoLongerHalfOpen(stream.Network);
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
            foreach (var stream in _streams)
            {
                if (stream?.Look(now) == true)
                {
                    NoLongerHalfOpen(stream.Network);
                }
            }
        }
    }

    private IStreamTalk Talk(StreamProtocol protocol, StreamLine line, UdpEndpoint remote)
    {
        var inlet = new StreamInlet(_workers, directory, pool, Counters, line.Number);
        return protocol == StreamProtocol.IceTcp
            ? new IceTcpTalk(remote.OnStream(line.Number), inlet, directory)
            : new TurnTalk(new TurnSession(credentials, _quota, remote, RelayedNames(line.Number), _announced), line, inlet, time);
    }

    /// <summary>Two names that no other stream has: the number in an address's host part.</summary>
    private static (UdpEndpoint V4, UdpEndpoint V6) RelayedNames(uint number)
    {
        const int FirstDynamicPort = 49_152;
        var place = StreamNumber.Place(number);
        Span<byte> v6 = stackalloc byte[16];
        v6.Clear();
        RelayPrefixV6.CopyTo(v6);
        BitConverter.TryWriteBytes(v6[12..], number);
        return (
            new UdpEndpoint([.. RelayPrefixV4, (byte)(place >> 8), (byte)place], FirstDynamicPort),
            new UdpEndpoint(v6, FirstDynamicPort));
    }

    private bool TryFindPlace(out int place)
    {
        for (var i = 0; i < _streams.Length; i++)
        {
            place = _next;
            _next = (_next + 1) % _streams.Length;
            if (_streams[place] is null)
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
    private static UInt128 NetworkOf(in UdpEndpoint remote)
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
