namespace DiemCau.Media.Interop.Libc;

/// <summary>Wakes a thread that waits in <see cref="Epoll"/>. <see cref="Signal"/> is safe from any thread.</summary>
internal sealed unsafe class EventFd : IDisposable
{
    private readonly FileDescriptor _event =
        FileDescriptor.Own(EventCalls.eventfd(0, EventCalls.EFD_NONBLOCK | EventCalls.EFD_CLOEXEC), "eventfd");

    /// <summary>The file descriptor, for epoll.</summary>
    public int Handle => _event.Number;

    public void Signal()
    {
        // A SafeHandle reference keeps a late signal from another thread off a descriptor number that was closed and given to someone else.
        bool held = false;
        try
        {
            _event.DangerousAddRef(ref held);
            ulong one = 1;
            _ = EventCalls.write(_event.Number, &one, sizeof(ulong)); // EAGAIN: 2^64 - 2 signals are pending, the sleeper wakes anyway
        }
        catch (ObjectDisposedException)
        {
            // The sleeper is gone; there is nobody to wake.
        }
        finally
        {
            if (held)
            {
                _event.DangerousRelease();
            }
        }
    }

    /// <summary>Takes back all signals so far.</summary>
    public void Drain()
    {
        ulong count;
        _ = EventCalls.read(_event.Number, &count, sizeof(ulong)); // EAGAIN: there were none
    }

    public void Dispose() => _event.Dispose();
}
