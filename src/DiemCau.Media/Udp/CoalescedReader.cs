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

    /// <summary>CMSG_SPACE of a timespec and of an int: 32 and 24.</summary>
    private const int ControlBytes = 64;

    private readonly byte* _area = (byte*)NativeMemory.Alloc(MaximumMessages * MessageBytes);
    private readonly mmsghdr* _messages = (mmsghdr*)NativeMemory.AllocZeroed(MaximumMessages, (nuint)sizeof(mmsghdr));
    private readonly iovec* _vectors = (iovec*)NativeMemory.AllocZeroed(MaximumMessages, (nuint)sizeof(iovec));
    private readonly byte* _controls = (byte*)NativeMemory.AllocZeroed(MaximumMessages * ControlBytes);
    private readonly TimeProvider _wallClock;
    private long _clockToMonotonic;
    private int _arrived;
    private int _message = -1;
    private int _offset;
    private int _segment;
    private long _arrivedAt;
    private bool _disposed;

    public CoalescedReader(TimeProvider wallClock)
    {
        _wallClock = wallClock;
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
            _messages[i].msg_hdr.msg_control = _controls + (i * ControlBytes);
            _messages[i].msg_hdr.msg_controllen = ControlBytes;
        }

        // An error is an ICMP answer to something sent before, as for UdpSocket.Receive.
        _arrived = Math.Max(0, recvmmsg(socket.Handle, _messages, MaximumMessages, MSG_DONTWAIT, null));
        // The kernel stamps with the wall clock, which may be set at any time.
        _clockToMonotonic = MonotonicClock.Now - ((_wallClock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        _message = -1;
        _offset = 0;
        return _arrived == MaximumMessages;
    }

    /// <param name="datagram">The caller's until the next <see cref="Receive"/>.</param>
    /// <param name="arrivedAt">When the kernel had it, in microseconds of the monotonic clock.</param>
    /// <returns>False when everything taken by the last <see cref="Receive"/> was read.</returns>
    public bool TryRead(out Span<byte> datagram, out long arrivedAt)
    {
        while (_message < 0 || _offset >= (int)_messages[_message].msg_len)
        {
            if (++_message >= _arrived)
            {
                _message = _arrived;
                datagram = default;
                arrivedAt = 0;
                return false;
            }

            _offset = 0;
            ReadControl();
        }

        int left = (int)_messages[_message].msg_len - _offset;
        datagram = new Span<byte>(_area + (_message * MessageBytes) + _offset, Math.Min(left, _segment));
        arrivedAt = _arrivedAt;
        _offset += datagram.Length;
        return true;
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

    /// <summary>
    /// How long the datagrams of a message are, and when it arrived. Without a control message it is one datagram, just arrived.
    /// </summary>
    private void ReadControl()
    {
        _segment = MessageBytes;
        _arrivedAt = MonotonicClock.Now;
        byte* control = (byte*)_messages[_message].msg_hdr.msg_control;
        byte* end = control + _messages[_message].msg_hdr.msg_controllen;
        while (control + sizeof(cmsghdr) <= end && ((cmsghdr*)control)->cmsg_len >= (nuint)sizeof(cmsghdr))
        {
            cmsghdr* header = (cmsghdr*)control;
            void* data = control + sizeof(cmsghdr);
            switch (header->cmsg_level, header->cmsg_type)
            {
                case (SOL_UDP, UDP_GRO):
                    _segment = *(int*)data;
                    break;
                case (SOL_SOCKET, SO_TIMESTAMPNS):
                    timespec at = *(timespec*)data;
                    _arrivedAt = (at.tv_sec * 1_000_000) + (at.tv_nsec / 1_000) + _clockToMonotonic;
                    break;
            }

            control += (header->cmsg_len + 7) & ~(nuint)7;
        }
    }
}
