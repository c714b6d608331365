using System.Runtime.InteropServices;
using DiemCau.Media.Interop.Libc;
using static DiemCau.Media.Interop.Libc.SocketCalls;

namespace DiemCau.Media.Udp;

/// <summary>
/// Outgoing datagrams, written one behind the other into one native area and sent by few system calls. Used by one thread.
/// Consecutive datagrams of one length to one endpoint (the last may be shorter) become one UDP_SEGMENT message without a copy:
/// on loopback 880–910 ns a datagram instead of 2,600 with sendmmsg alone, because the kernel walks its send path once per message.
/// So write all packets for one receiver before those for the next; one that comes later may still end its receiver's message, as a voice
/// behind a picture.
/// </summary>
internal sealed unsafe class SendBatch : IDisposable
{
    private const int AreaBytes = 1 << 20;
    private const int MaximumMessages = 1024; // UIO_MAXIOV, what one sendmmsg takes

    /// <summary>UDP_MAX_SEGMENTS of kernels before 6.9.</summary>
    private const int MaximumSegments = 64;

    /// <summary>A message is one IP packet until it is cut: 65,535 minus headers, rounded down.</summary>
    private const int MaximumMessageBytes = 65_000;

    /// <summary>A message's datagrams lie in so many pieces at most: what was written in a row, and what joined it.</summary>
    private const int MaximumPieces = 4;

    private const int WaitMilliseconds = 2;
    private const int MaximumWaits = 5;

    private readonly byte* _area;
    private readonly mmsghdr* _messages;
    private readonly iovec* _vectors;
    private readonly sockaddr_in6* _names;
    private readonly outgoing_control* _controls;
    private readonly mmsghdr* _singles;
    private readonly iovec* _singleVectors;
    private readonly PeerAddress[] _endpoints = new PeerAddress[MaximumMessages];
    private readonly byte[] _segments = new byte[MaximumMessages];
    private readonly int[] _lengths = new int[MaximumMessages];
    private readonly bool[] _open = new bool[MaximumMessages]; // may still grow

    private int _count;
    private int _used;
    private int _reserved;
    private long _flushes = 1;
    private bool _disposed;

    public SendBatch()
    {
        _area = (byte*)NativeMemory.AlignedAlloc(AreaBytes, 4096);
        _messages = Zeroed<mmsghdr>(MaximumMessages);
        _vectors = Zeroed<iovec>(MaximumMessages * MaximumPieces);
        _names = Zeroed<sockaddr_in6>(MaximumMessages);
        _controls = Zeroed<outgoing_control>(MaximumMessages);
        _singles = Zeroed<mmsghdr>(MaximumSegments);
        _singleVectors = Zeroed<iovec>(MaximumSegments);
        for (int i = 0; i < MaximumMessages; i++)
        {
            _messages[i].msg_hdr.msg_name = &_names[i];
            _messages[i].msg_hdr.msg_iov = FirstPiece(i);
            _controls[i].cut.cmsg_len = cmsg_udp_segment.Length;
            _controls[i].cut.cmsg_level = SOL_UDP;
            _controls[i].cut.cmsg_type = UDP_SEGMENT;
            _controls[i].localAddress.cmsg_len = cmsg_in6_pktinfo.Length;
            _controls[i].localAddress.cmsg_level = IPPROTO_IPV6;
            _controls[i].localAddress.cmsg_type = IPV6_PKTINFO;
        }
    }

    /// <summary>Datagrams handed to the kernel.</summary>
    public long Segments { get; private set; }

    /// <summary>Messages handed to the kernel: datagrams after GSO has put runs of them together.</summary>
    public long Messages { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Datagrams that the kernel did not take.</summary>
    public long Dropped { get; private set; }

    public bool IsEmpty => _count == 0;

    /// <summary>A place for the next datagram; empty when the batch is full and must be flushed first.</summary>
    public Span<byte> Reserve(int maximumLength)
    {
        if (_count == MaximumMessages || maximumLength > AreaBytes - _used)
        {
            _reserved = 0;
            return default;
        }

        _reserved = maximumLength;
        return new Span<byte>(_area + _used, maximumLength);
    }

    /// <summary>Adds the first <paramref name="length"/> bytes of the last reserved place to what is sent.</summary>
    /// <param name="after">Where the receiver's datagram before this one was put, whose message this one may end.</param>
    /// <returns>Where it was put.</returns>
    public Place Commit(in PeerAddress to, int length, Place after = default)
    {
        if (length <= 0 || length > _reserved)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A datagram fits into the place reserved for it.");
        }

        _reserved = 0;
        int m = _count - 1;
        if (!TryAdd(m, to, length))
        {
            m = after.Flush == _flushes && TryAdd(after.Message, to, length) ? after.Message : Begin(to, length);
        }

        _used += length;
        return new Place(m, _flushes);
    }

    private bool TryAdd(int m, in PeerAddress to, int length)
    {
        if (m < 0 || !_open[m] || length > _controls[m].cut.segment || _segments[m] == MaximumSegments
            || _lengths[m] + length > MaximumMessageBytes || _endpoints[m] != to)
        {
            return false;
        }

        iovec* piece = FirstPiece(m) + (_messages[m].msg_hdr.msg_iovlen - 1);
        if ((byte*)piece->iov_base + piece->iov_len == _area + _used)
        {
            piece->iov_len += (nuint)length;
        }
        else if (_messages[m].msg_hdr.msg_iovlen < MaximumPieces)
        {
            _messages[m].msg_hdr.msg_iovlen++;
            piece[1] = new iovec { iov_base = _area + _used, iov_len = (nuint)length };
        }
        else
        {
            return false;
        }

        _lengths[m] += length;
        _segments[m]++;
        _open[m] = length == _controls[m].cut.segment; // only the last segment may be shorter
        return true;
    }

    private int Begin(in PeerAddress to, int length)
    {
        int m = _count++;
        *FirstPiece(m) = new iovec { iov_base = _area + _used, iov_len = (nuint)length };
        _messages[m].msg_hdr.msg_iovlen = 1;
        _controls[m].cut.segment = (ushort)length;
        _endpoints[m] = to;
        _segments[m] = 1;
        _lengths[m] = length;
        _open[m] = true;
        return m;
    }

    private iovec* FirstPiece(int m) => _vectors + (m * MaximumPieces);

    /// <summary>Sends everything committed and empties the batch.</summary>
    /// <returns>Datagrams that the kernel took.</returns>
    public int Flush(UdpSocket socket)
    {
        for (int m = 0; m < _count; m++)
        {
            _messages[m].msg_hdr.msg_namelen = (uint)_endpoints[m].WriteTo(&_names[m], socket.Family);
            AddControl(socket, m);
        }

        long before = Segments;
        int waits = 0;
        for (int m = 0; m < _count;)
        {
            if (_segments[m] > 1 && !socket.SegmentationOffload)
            {
                SendSingly(socket, m++, ref waits);
                continue;
            }

            int sent = sendmmsg(socket.Handle, _messages + m, (uint)RunLength(socket, m), MSG_DONTWAIT);
            if (sent > 0)
            {
                for (int end = m + sent; m < end; m++)
                {
                    Count(1, _segments[m], _lengths[m]);
                }

                continue;
            }

            switch (Errno.Last)
            {
                case Errno.EINTR:
                    break;
                case Errno.EAGAIN or Errno.ENOBUFS when waits < MaximumWaits:
                    waits++;
                    WaitForRoom(socket);
                    break;
                case Errno.EIO when _segments[m] > 1: // the device cannot: it never will
                    socket.SegmentationOffload = false;
                    break;
                case Errno.EINVAL or Errno.EMSGSIZE when _segments[m] > 1:
                    // This path's MTU is below the segment size: IP may fragment singles.
                    SendSingly(socket, m++, ref waits);
                    break;
                default: // no room after waiting, or this destination is refused or unreachable: the others still get theirs
                    Dropped += _segments[m++];
                    break;
            }
        }

        _count = 0;
        _used = 0;
        _reserved = 0;
        _flushes++;
        return (int)(Segments - before);
    }

    private void AddControl(UdpSocket socket, int m)
    {
        ref msghdr header = ref _messages[m].msg_hdr;
        bool isCut = _segments[m] > 1;
        bool hasLocalAddress = _endpoints[m].LocalAddress != 0 && socket.TryWriteLocalAddress(_endpoints[m], &_controls[m].localAddress);
        header.msg_control = isCut ? &_controls[m] : hasLocalAddress ? &_controls[m].localAddress : null;
        header.msg_controllen = (nuint)((isCut ? sizeof(cmsg_udp_segment) : 0) + (hasLocalAddress ? sizeof(cmsg_in6_pktinfo) : 0));
    }

    /// <summary>How many messages from <paramref name="first"/> on may go in one call.</summary>
    private int RunLength(UdpSocket socket, int first)
    {
        if (socket.SegmentationOffload)
        {
            return _count - first;
        }

        int end = first + 1;
        while (end < _count && _segments[end] == 1)
        {
            end++;
        }

        return end - first;
    }

    private void SendSingly(UdpSocket socket, int m, ref int waits)
    {
        int segments = _segments[m];
        iovec piece = *FirstPiece(m);
        int piecesTaken = 1;
        for (int i = 0; i < segments; i++)
        {
            if (piece.iov_len == 0)
            {
                piece = FirstPiece(m)[piecesTaken++];
            }

            nuint length = Math.Min(piece.iov_len, _controls[m].cut.segment); // a segment lies in one piece
            _singleVectors[i] = new iovec { iov_base = piece.iov_base, iov_len = length };
            piece = new iovec { iov_base = (byte*)piece.iov_base + length, iov_len = piece.iov_len - length };
            _singles[i] = default;
            _singles[i].msg_hdr = _messages[m].msg_hdr;
            _singles[i].msg_hdr.msg_iov = &_singleVectors[i];
            _singles[i].msg_hdr.msg_iovlen = 1;
            bool hasLocalAddress = (int)_messages[m].msg_hdr.msg_controllen > sizeof(cmsg_udp_segment);
            _singles[i].msg_hdr.msg_control = hasLocalAddress ? &_controls[m].localAddress : null;
            _singles[i].msg_hdr.msg_controllen = hasLocalAddress ? (nuint)sizeof(cmsg_in6_pktinfo) : 0;
        }

        for (int i = 0; i < segments;)
        {
            int sent = sendmmsg(socket.Handle, _singles + i, (uint)(segments - i), MSG_DONTWAIT);
            if (sent > 0)
            {
                for (int end = i + sent; i < end; i++)
                {
                    Count(1, 1, (long)_singleVectors[i].iov_len);
                }
            }
            else if (Errno.Last is Errno.EAGAIN or Errno.ENOBUFS && waits < MaximumWaits)
            {
                waits++;
                WaitForRoom(socket);
            }
            else if (Errno.Last != Errno.EINTR)
            {
                Dropped++;
                i++;
            }
        }
    }

    private void Count(int messages, int segments, long bytes)
    {
        Messages += messages;
        Segments += segments;
        Bytes += bytes;
    }

    /// <summary>Bounded: real-time packets are worth less than the packets that arrive while we wait.</summary>
    private static void WaitForRoom(UdpSocket socket)
    {
        var room = new pollfd { fd = socket.Handle, events = POLLOUT };
        _ = poll(&room, 1, WaitMilliseconds);
    }

    /// <summary>Where a datagram was put; worth nothing after the next flush.</summary>
    internal readonly record struct Place(int Message, long Flush);

    private static T* Zeroed<T>(int count)
        where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(T));

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        NativeMemory.AlignedFree(_area);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_names);
        NativeMemory.Free(_controls);
        NativeMemory.Free(_singles);
        NativeMemory.Free(_singleVectors);
    }
}
