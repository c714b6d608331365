using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.Libc;

/// <summary>Waits for several file descriptors at once. Used by one thread.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int MaximumReady = 16;

    /// <summary>struct epoll_event { uint32_t events; uint64_t data; } is packed on x86-64 and naturally aligned everywhere else.</summary>
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    internal static int EventSize => s_dataOffset + sizeof(ulong);

    internal static int DataOffset => s_dataOffset;

    private readonly FileDescriptor _epoll = FileDescriptor.Own(EventCalls.epoll_create1(EventCalls.EPOLL_CLOEXEC), "epoll_create1");

    /// <summary>Watches <paramref name="fd"/> for readability.</summary>
    /// <param name="token">Given back by <see cref="Wait"/> when it is readable.</param>
    /// <param name="onceForEachSignal">
    /// Edge-triggered: for an <see cref="EventFd"/>, which then need not be drained, a system call less for each time that it wakes.
    /// </param>
    public void Add(int fd, int token, bool onceForEachSignal = false)
    {
        byte* ev = stackalloc byte[16];
        Unsafe.WriteUnaligned(ev, EventCalls.EPOLLIN | (onceForEachSignal ? EventCalls.EPOLLET : 0));
        Unsafe.WriteUnaligned(ev + s_dataOffset, (ulong)(uint)token);
        if (EventCalls.epoll_ctl(_epoll.Number, EventCalls.EPOLL_CTL_ADD, fd, ev) < 0)
        {
            throw Errno.Failure("epoll_ctl");
        }
    }

    public void Remove(int fd)
    {
        byte* ignored = stackalloc byte[16];
        if (EventCalls.epoll_ctl(_epoll.Number, EventCalls.EPOLL_CTL_DEL, fd, ignored) < 0)
        {
            throw Errno.Failure("epoll_ctl");
        }
    }

    /// <param name="ready">Receives the tokens of what is readable.</param>
    /// <param name="timeoutMilliseconds">-1 waits for ever, 0 only looks.</param>
    /// <returns>How many tokens were written; 0 on timeout or when a signal interrupted.</returns>
    public int Wait(Span<int> ready, int timeoutMilliseconds)
    {
        byte* events = stackalloc byte[MaximumReady * 16];
        int count = EventCalls.epoll_wait(_epoll.Number, events, Math.Min(ready.Length, MaximumReady), timeoutMilliseconds);
        if (count < 0)
        {
            return Errno.Last == Errno.EINTR ? 0 : throw Errno.Failure("epoll_wait");
        }

        for (int i = 0; i < count; i++)
        {
            ready[i] = (int)Unsafe.ReadUnaligned<ulong>(events + (i * EventSize) + s_dataOffset);
        }

        return count;
    }

    public void Dispose() => _epoll.Dispose();
}
