using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using DiemCau.Media.Interop.Libc;

namespace DiemCau.Media.Udp;

/// <summary>
/// An address and port as the packet's way needs it: comparable in three machine words, written to and read from a sockaddr without
/// allocation. IPv4 is held as v4-mapped IPv6 (RFC 4291 §2.5.5.2), so one dual-stack socket and one key type serve both families. A peer
/// behind a TCP connection has one, too: its address, marked with the number of the connection that leads to it.
/// </summary>
internal readonly struct PeerAddress : IEquatable<PeerAddress>
{
    /// <summary>Set in the scope of an address on a connection; interfaces are numbered from 1 and never get there.</summary>
    private const uint TcpMark = 0x8000_0000;

    /// <summary>Of the other endpoints' scope, seven bits name the machine's own address that the peer sends to.</summary>
    private const int LocalAddressShift = 24;

    private const uint InterfaceMask = (1u << LocalAddressShift) - 1;

    // The address in network byte order, read as two native words: only compared, hashed and written back.
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;

    /// <param name="address">4 (IPv4) or 16 (IPv6) bytes in network order.</param>
    /// <param name="scope">The interface of a link-local IPv6 address; a reply without it would have no route.</param>
    public PeerAddress(ReadOnlySpan<byte> address, ushort port, uint scope = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.Length == 4)
        {
            bytes.Clear();
            bytes[10] = bytes[11] = 0xFF;
            address.CopyTo(bytes[12..]);
        }
        else
        {
            address[..16].CopyTo(bytes);
        }

        _high = MemoryMarshal.Read<ulong>(bytes);
        _low = MemoryMarshal.Read<ulong>(bytes[8..]);
        _scope = scope;
        Port = port;
    }

    public PeerAddress(IPEndPoint endpoint)
        : this(
            endpoint.Address.GetAddressBytes(),
            (ushort)endpoint.Port,
            endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)endpoint.Address.ScopeId : 0)
    {
    }

    private PeerAddress(in PeerAddress address, uint scope)
    {
        (_high, _low, Port) = (address._high, address._low, address.Port);
        _scope = scope;
    }

    public ushort Port { get; }

    /// <summary>Whether a TCP connection leads there instead of the UDP socket.</summary>
    public bool IsOnTcp => (_scope & TcpMark) != 0;

    /// <summary>The connection's number, if <see cref="IsOnTcp"/>.</summary>
    public uint TcpNumber => _scope & ~TcpMark;

    /// <summary>
    /// The number of the machine's own address that this peer sends to, as <see cref="LocalAddresses"/> has it; 0 where that does not
    /// matter.
    /// </summary>
    public int LocalAddress => IsOnTcp ? 0 : (int)(_scope >> LocalAddressShift);

    /// <summary>The peer that sends to that address of the machine: to another one it is on another path (RFC 8445 §2.2).</summary>
    public PeerAddress SendingTo(byte localAddress) => new(this, (_scope & InterfaceMask) | ((uint)localAddress << LocalAddressShift));

    /// <summary>
    /// The peer of this address behind a TCP connection; differs from the same address over UDP and on any other connection.
    /// </summary>
    public PeerAddress OnTcp(uint number) => new(this, number | TcpMark);

    /// <summary>Whether the addresses are the same, whatever the ports and the ways to them.</summary>
    public bool HasAddressOf(in PeerAddress other) => _low == other._low && _high == other._high;

    private uint Interface => IsOnTcp ? 0 : _scope & InterfaceMask;

    public bool IsIPv4
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            CopyAddressTo(bytes);
            return BinaryPrimitives.ReadUInt64BigEndian(bytes) == 0 && BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) == 0xFFFF;
        }
    }

    /// <summary>Writes the 16 address bytes in network order.</summary>
    public void CopyAddressTo(Span<byte> destination)
    {
        MemoryMarshal.Write(destination, _high);
        MemoryMarshal.Write(destination[8..], _low);
    }

    /// <summary>Writes a sockaddr of the socket's family and returns its length in bytes.</summary>
    internal unsafe int WriteTo(sockaddr_in6* destination, int family)
    {
        Span<byte> address = stackalloc byte[16];
        CopyAddressTo(address);
        if (family == SocketCalls.AF_INET)
        {
            var v4 = (sockaddr_in*)destination;
            *v4 = default;
            v4->sin_family = SocketCalls.AF_INET;
            v4->sin_port = BinaryPrimitives.ReverseEndianness(Port);
            v4->sin_addr = MemoryMarshal.Read<uint>(address[12..]);
            return sizeof(sockaddr_in);
        }

        *destination = default;
        destination->sin6_family = SocketCalls.AF_INET6;
        destination->sin6_port = BinaryPrimitives.ReverseEndianness(Port);
        address.CopyTo(new Span<byte>(destination->sin6_addr, 16));
        destination->sin6_scope_id = Interface;
        return sizeof(sockaddr_in6);
    }

    internal static unsafe PeerAddress Read(sockaddr_in6* source)
    {
        if (source->sin6_family == SocketCalls.AF_INET)
        {
            var v4 = (sockaddr_in*)source;
            return new PeerAddress(new ReadOnlySpan<byte>(&v4->sin_addr, 4), BinaryPrimitives.ReverseEndianness(v4->sin_port));
        }

        return new PeerAddress(
            new ReadOnlySpan<byte>(source->sin6_addr, 16),
            BinaryPrimitives.ReverseEndianness(source->sin6_port),
            source->sin6_scope_id);
    }

    public IPEndPoint ToIPEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        CopyAddressTo(bytes);
        return new IPEndPoint(IsIPv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes, Interface), Port);
    }

    public bool Equals(PeerAddress other) =>
        _low == other._low && _high == other._high && Port == other.Port && _scope == other._scope;

    public override bool Equals(object? obj) => obj is PeerAddress other && Equals(other);

    public override int GetHashCode()
    {
        // Fibonacci mixing: neighbouring addresses and ports, as behind one NAT, must not fall into neighbouring buckets.
        ulong mixed = (_low ^ (_high * 31) ^ ((ulong)Port << 32)) * 0x9E37_79B9_7F4A_7C15;
        return (int)(mixed >> 32);
    }

    public override string ToString() => IsOnTcp ? $"{ToIPEndPoint()} on TCP connection {TcpNumber:X}" : ToIPEndPoint().ToString();

    public static bool operator ==(PeerAddress left, PeerAddress right) => left.Equals(right);

    public static bool operator !=(PeerAddress left, PeerAddress right) => !left.Equals(right);
}
