using System.Runtime.InteropServices;
using DiemCau.Media.Interop.Libc;
using static DiemCau.Media.Interop.Libc.SocketCalls;

namespace DiemCau.Media.Udp;

/// <summary>
/// Reads sockets whose kernel hands over datagrams of one sender together (<see cref="UdpSocket.TryCoalesce"/>), as a receiver behind a
/// network card does, and cuts them apart again. One reader serves all sockets of a thread.
/// </summary>
internal sealed unsafe class CoalescedReader : IDisposable
{
    private const int MaximumMessages = 8;
    private const int MessageBytes = 1 << 16;

    private readonly byte* _area = (byte*)NativeMemory.Alloc(MaximumMessages * MessageBytes);
    private readonly mmsghdr* _messages = (mmsghdr*)NativeMemory.AllocZeroed(MaximumMessages, (nuint)sizeof(mmsghdr));
    private readonly iovec* _vectors = (iovec*)NativeMemory.AllocZeroed(MaximumMessages, (nuint)sizeof(iovec));
    private readonly cmsg_udp_gro* _controls = (cmsg_udp_gro*)NativeMemory.AllocZeroed(MaximumMessages, (nuint)sizeof(cmsg_udp_gro));
    private int _arrived;
    private int _message;
    private int _offset;
    private bool _disposed;

    public CoalescedReader()
    {
        for (int i = 0; i < MaximumMessages; i++)
        {
            _vectors[i] = new iovec { iov_base = _area + (i * MessageBytes), iov_len = MessageBytes };
            _messages[i].msg_hdr.msg_iov = &_vectors[i];
            _messages[i].msg_hdr.msg_iovlen = 1;
        }
    }

    /// <summary>Takes what has arrived, without waiting; what was taken before and not read is gone.</summary>
    /// <returns>True when more may be waiting.</returns>
    public bool Receive(UdpSocket socket)
    {
        for (int i = 0; i < MaximumMessages; i++)
        {
            _messages[i].msg_hdr.msg_control = &_controls[i];
            _messages[i].msg_hdr.msg_controllen = (nuint)sizeof(cmsg_udp_gro);
        }

        _message = 0;
        _offset = 0;
        // An error is an ICMP answer to something sent before, as for UdpSocket.Receive.
        _arrived = Math.Max(0, recvmmsg(socket.Handle, _messages, MaximumMessages, MSG_DONTWAIT, null));
        return _arrived == MaximumMessages;
    }

    /// <returns>False when everything taken by the last <see cref="Receive"/> was read; the bytes are the caller's until the next one.</returns>
    public bool TryRead(out Span<byte> datagram)
    {
        while (_message < _arrived)
        {
            int left = (int)_messages[_message].msg_len - _offset;
            if (left > 0)
            {
                datagram = new Span<byte>(_area + (_message * MessageBytes) + _offset, Math.Min(left, SegmentOf(_message)));
                _offset += datagram.Length;
                return true;
            }

            _message++;
            _offset = 0;
        }

        datagram = default;
        return false;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        NativeMemory.Free(_area);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_controls);
    }

    /// <summary>Without the control message it is one datagram.</summary>
    private int SegmentOf(int m) =>
        _messages[m].msg_hdr.msg_controllen >= cmsg_udp_gro.Length
        && _controls[m] is { cmsg_level: SOL_UDP, cmsg_type: UDP_GRO, segment: > 0 and var segment }
            ? segment
            : MessageBytes;
}
