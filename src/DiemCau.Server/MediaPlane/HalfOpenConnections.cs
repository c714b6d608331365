using System.Net;
using Microsoft.AspNetCore.Connections;

namespace DiemCau.Server.MediaPlane;

/// <summary>
/// Bounds the connections that have not yet said what they are: neither TLS nor media has begun on them. Each costs memory for the ten
/// seconds that it may take, and a stranger can open thousands without a word. What has begun goes on, whatever the bounds say.
/// </summary>
internal sealed class HalfOpenConnections
{
    public const int MostInAll = 4_096;

    /// <summary>Hundreds of sites may stand behind one address of the state network, a browser opens six connections each.</summary>
    public const int MostOfNetwork = 1_024;

    private readonly Dictionary<UInt128, int> _ofNetwork = [];
    private readonly Lock _counting = new();
    private int _inAll;
    private long _refused;

    /// <summary>Connections closed because too many others had not said anything.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public int Count
    {
        get
        {
            lock (_counting)
            {
                return _inAll;
            }
        }
    }

    /// <summary>The first thing that a connection meets.</summary>
    public ConnectionDelegate Bound(ConnectionDelegate next) => async connection =>
    {
        var network = NetworkOf((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (!TryEnter(network))
        {
            connection.Abort();
            return;
        }

        var place = new Place(this, network);
        connection.Features.Set(place);
        try
        {
            await next(connection);
        }
        finally
        {
            place.Leave();
        }
    };

    /// <summary>The connection has said what it is.</summary>
    public static void HasBegun(ConnectionContext connection) => connection.Features.Get<Place>()?.Leave();

    private bool TryEnter(UInt128 network)
    {
        lock (_counting)
        {
            var already = _ofNetwork.GetValueOrDefault(network);
            if (_inAll >= MostInAll || already >= MostOfNetwork)
            {
                _refused++;
                return false;
            }

            _ofNetwork[network] = already + 1;
            _inAll++;
            return true;
        }
    }

    private void Leave(UInt128 network)
    {
        lock (_counting)
        {
            _inAll--;
            if (--_ofNetwork[network] == 0)
            {
                _ofNetwork.Remove(network);
            }
        }
    }

    /// <summary>An IPv4 address, or the /64 that one IPv6 line usually has.</summary>
    internal static UInt128 NetworkOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(bytes, out var length);
        if (length == bytes.Length)
        {
            bytes[8..].Clear();
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private sealed class Place(HalfOpenConnections all, UInt128 network)
    {
        private int _left;

        public void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                all.Leave(network);
            }
        }
    }
}
