using System.Net;
using System.Runtime.InteropServices;
using DiemCau.Media.Interop.Libc;
using static DiemCau.Media.Interop.Libc.SocketCalls;

namespace DiemCau.Media.Udp;

/// <summary>
/// A non-blocking UDP socket that takes datagrams in batches into pooled buffers. Used by one thread.
/// Bound to IPv6 with v4-mapped addresses, or to IPv4 where the kernel has no IPv6.
/// </summary>
internal sealed unsafe class UdpSocket : IDisposable
{
    /// <summary>Datagrams per recvmmsg: enough to make the call's price vanish, few enough to keep the buffers in the cache.</summary>
    public const int MaximumBatch = 64;

    /// <summary>A 100 ms stall (garbage collection, a busy core) at 300 Mb/s.</summary>
    private const int KernelBufferBytes = 4 << 20;

    private readonly FileDescriptor _socket;
    private readonly PacketBuffer?[] _waiting = new PacketBuffer?[MaximumBatch];
    private readonly mmsghdr* _messages;
    private readonly iovec* _vectors;
    private readonly sockaddr_in6* _names;
    private readonly cmsg_in6_pktinfo* _arrivals;
    private readonly LocalAddresses? _localAddresses;
    private int _waitingCount;
    private int _written;
    private bool _disposed;

    private UdpSocket(FileDescriptor socket, int family, LocalAddresses? localAddresses)
    {
        _socket = socket;
        _localAddresses = localAddresses;
        Family = family;
        _messages = (mmsghdr*)NativeMemory.AllocZeroed(MaximumBatch, (nuint)sizeof(mmsghdr));
        _vectors = (iovec*)NativeMemory.AllocZeroed(MaximumBatch, (nuint)sizeof(iovec));
        _names = (sockaddr_in6*)NativeMemory.AllocZeroed(MaximumBatch, (nuint)sizeof(sockaddr_in6));
        _arrivals = (cmsg_in6_pktinfo*)NativeMemory.AllocZeroed(MaximumBatch, (nuint)sizeof(cmsg_in6_pktinfo));
        for (int i = 0; i < MaximumBatch; i++)
        {
            _messages[i].msg_hdr.msg_name = &_names[i];
            _messages[i].msg_hdr.msg_iov = &_vectors[i];
            _messages[i].msg_hdr.msg_iovlen = 1;
            _vectors[i].iov_len = PacketBuffer.MaximumLength;
            MakeReady(i);
        }

        LocalEndpoint = ReadLocalEndpoint();
    }

    /// <summary>The file descriptor, for epoll.</summary>
    public int Handle => _socket.Number;

    public PeerAddress LocalEndpoint { get; }

    /// <summary>AF_INET6 or AF_INET.</summary>
    internal int Family { get; }

    /// <summary>Whether the kernel cuts large messages into datagrams (UDP_SEGMENT, Linux 4.18). Found out on the first refusal.</summary>
    internal bool SegmentationOffload { get; set; } = true;

    /// <summary>Datagrams longer than a buffer, which nothing of ours sends; dropped.</summary>
    public long Truncated { get; private set; }

    /// <param name="address">Null for all addresses of the machine.</param>
    /// <param name="port">0 lets the kernel choose.</param>
    /// <param name="reusePort">
    /// Lets further sockets share the port; the kernel spreads peers over them by a hash of their addresses.
    /// </param>
    /// <param name="localAddresses">
    /// Where it learns the machine's own addresses, so that answers leave from the one that was asked; null leaves that to the kernel,
    /// which is right on a machine with one address and saves a control message per datagram.
    /// </param>
    /// <exception cref="System.ComponentModel.Win32Exception">The port is taken or the address is not this machine's.</exception>
    public static UdpSocket Bind(IPAddress? address, int port, bool reusePort, LocalAddresses? localAddresses = null)
    {
        const int Type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        int family = AF_INET6;
        int fd = socket(AF_INET6, Type, 0);
        if (fd < 0 && Errno.Last == Errno.EAFNOSUPPORT)
        {
            family = AF_INET;
            fd = socket(AF_INET, Type, 0);
        }

        var owned = FileDescriptor.Own(fd, "socket");
        try
        {
            if (family == AF_INET6)
            {
                SetOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0, "IPV6_V6ONLY");
            }

            if (reusePort)
            {
                SetOption(fd, SOL_SOCKET, SO_REUSEPORT, 1, "SO_REUSEPORT");
            }

            if (localAddresses is not null && family == AF_INET6)
            {
                SetOption(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
            }

            GrowBuffer(fd, SO_RCVBUFFORCE, SO_RCVBUF);
            GrowBuffer(fd, SO_SNDBUFFORCE, SO_SNDBUF);

            var local = new PeerAddress(new IPEndPoint(address ?? (family == AF_INET6 ? IPAddress.IPv6Any : IPAddress.Any), port));
            sockaddr_in6 name;
            int length = local.WriteTo(&name, family);
            if (bind(fd, &name, (uint)length) < 0)
            {
                throw Errno.Failure("bind");
            }

            return new UdpSocket(owned, family, family == AF_INET6 ? localAddresses : null);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes what has arrived, without waiting. The caller owns one reference of each buffer put into <paramref name="into"/>.
    /// </summary>
    /// <param name="now">Microseconds of the monotonic clock, stamped on each buffer.</param>
    /// <returns>How many buffers were filled; 0 when nothing was waiting.</returns>
    public int Receive(PacketPool pool, Span<PacketBuffer?> into, long now)
    {
        int wanted = Math.Min(into.Length, MaximumBatch);
        for (; _waitingCount < wanted; _waitingCount++)
        {
            PacketBuffer buffer = pool.Rent();
            _waiting[_waitingCount] = buffer;
            _vectors[_waitingCount].iov_base = buffer.Start;
        }

        // Those that the kernel wrote to at the last call; the others are as they were.
        for (int i = 0; i < _written; i++)
        {
            MakeReady(i);
        }

        // An error here is an ICMP answer to something sent before (ECONNREFUSED …); the next call goes on, so it counts as "nothing".
        int arrived = recvmmsg(_socket.Number, _messages, (uint)wanted, MSG_DONTWAIT, null);
        _written = Math.Max(0, arrived);
        int filled = 0;
        for (int i = 0; i < arrived; i++)
        {
            PacketBuffer buffer = _waiting[i]!;
            if ((_messages[i].msg_hdr.msg_flags & MSG_TRUNC) != 0)
            {
                Truncated++;
                buffer.Release();
                continue;
            }

            buffer.Length = (int)_messages[i].msg_len;
            buffer.From = _localAddresses is null ? PeerAddress.Read(&_names[i]) : ReadFrom(i, _localAddresses);
            buffer.ReceivedAt = now;
            into[filled++] = buffer;
        }

        if (arrived > 0)
        {
            KeepUnfilled(arrived);
        }

        return filled;
    }

    /// <summary>Writes from which of the machine's addresses an answer to this peer has to come.</summary>
    internal bool TryWriteLocalAddress(in PeerAddress peer, cmsg_in6_pktinfo* control)
    {
        if (_localAddresses is null)
        {
            return false;
        }

        // Whatever interface it is on: that is for the routes to decide.
        _localAddresses[peer.LocalAddress].CopyAddressTo(new Span<byte>(control->info.ipi6_addr, 16));
        return true;
    }

    /// <summary>
    /// Lets the kernel hand over datagrams of one sender together (UDP_GRO, Linux 5.0), and say when they arrived (SO_TIMESTAMPNS); from
    /// then on only a <see cref="CoalescedReader"/> may read the socket.
    /// </summary>
    /// <returns>False when the kernel cannot put datagrams together; it then hands them over one by one.</returns>
    public bool TryCoalesce()
    {
        int on = 1;
        SetOption(Handle, SOL_SOCKET, SO_TIMESTAMPNS, on, "SO_TIMESTAMPNS");
        return setsockopt(Handle, SOL_UDP, UDP_GRO, &on, sizeof(int)) == 0;
    }

    /// <summary>Sends and empties the batch.</summary>
    public void Send(SendBatch batch) => batch.Flush(this);

    private PeerAddress ReadFrom(int i, LocalAddresses localAddresses)
    {
        PeerAddress from = PeerAddress.Read(&_names[i]);
        cmsg_in6_pktinfo* arrival = &_arrivals[i];
        return _messages[i].msg_hdr.msg_controllen >= cmsg_in6_pktinfo.Length
            && arrival->cmsg_level == IPPROTO_IPV6 && arrival->cmsg_type == IPV6_PKTINFO
            ? from.SendingTo(localAddresses.NumberOf(new PeerAddress(new ReadOnlySpan<byte>(arrival->info.ipi6_addr, 16), 0)))
            : from;
    }

    private void MakeReady(int i)
    {
        _messages[i].msg_hdr.msg_namelen = (uint)sizeof(sockaddr_in6);
        if (_localAddresses is not null)
        {
            _messages[i].msg_hdr.msg_control = &_arrivals[i];
            _messages[i].msg_hdr.msg_controllen = (nuint)sizeof(cmsg_in6_pktinfo);
        }
    }

    private void KeepUnfilled(int taken)
    {
        int left = _waitingCount - taken;
        for (int i = 0; i < left; i++)
        {
            PacketBuffer buffer = _waiting[taken + i]!;
            _waiting[i] = buffer;
            _vectors[i].iov_base = buffer.Start;
        }

        _waiting.AsSpan(left, taken).Clear();
        _waitingCount = left;
    }

    private PeerAddress ReadLocalEndpoint()
    {
        sockaddr_in6 name;
        uint length = (uint)sizeof(sockaddr_in6);
        return getsockname(_socket.Number, &name, &length) == 0 ? PeerAddress.Read(&name) : throw Errno.Failure("getsockname");
    }

    private static void SetOption(int fd, int level, int option, int value, string name)
    {
        if (setsockopt(fd, level, option, &value, sizeof(int)) < 0)
        {
            throw Errno.Failure($"setsockopt {name}");
        }
    }

    /// <summary>Beyond the administrator's limit when privileged (CAP_NET_ADMIN), up to the limit otherwise.</summary>
    private static void GrowBuffer(int fd, int force, int ask)
    {
        int bytes = KernelBufferBytes;
        if (setsockopt(fd, SOL_SOCKET, force, &bytes, sizeof(int)) < 0)
        {
            _ = setsockopt(fd, SOL_SOCKET, ask, &bytes, sizeof(int));
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _socket.Dispose();
        for (int i = 0; i < _waitingCount; i++)
        {
            _waiting[i]!.Release();
        }

        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_names);
        NativeMemory.Free(_arrivals);
    }
}
