using DiemCau.Media.Interop.Libc;

namespace DiemCau.Media.Tests.Interop;

public sealed class EpollTests
{
    [Fact]
    public async Task A_signal_from_another_thread_wakes_the_sleeper()
    {
        using var epoll = new Epoll();
        using var wake = new EventFd();
        epoll.Add(wake.Handle, 42);
        Task<int> sleeper = Task.Run(() =>
        {
            var ready = new int[4];
            return epoll.Wait(ready, 5000) == 1 ? ready[0] : -1;
        });
        wake.Signal();
        Assert.Equal(42, await sleeper);
    }

    [Fact]
    public void Many_signals_are_drained_at_once()
    {
        using var epoll = new Epoll();
        using var wake = new EventFd();
        epoll.Add(wake.Handle, 1);
        Assert.Equal(0, epoll.Wait(new int[1], 0));
        wake.Signal();
        wake.Signal();
        Assert.Equal(1, epoll.Wait(new int[1], 0));
        wake.Drain();
        wake.Drain();
        Assert.Equal(0, epoll.Wait(new int[1], 0));
    }

    [Fact]
    public void What_was_removed_wakes_nobody()
    {
        using var epoll = new Epoll();
        using var wake = new EventFd();
        epoll.Add(wake.Handle, 1);
        wake.Signal();
        epoll.Remove(wake.Handle);
        Assert.Equal(0, epoll.Wait(new int[1], 0));
    }

    [Fact]
    public void A_signal_to_a_closed_one_is_lost_quietly()
    {
        var wake = new EventFd();
        wake.Dispose();
        wake.Signal();
    }
}
