namespace DiemCau.Media.Interop.Libc;

/// <summary>Wakes a thread that waits in <see cref="Epoll"/>. <see cref="Signal"/> is safe from any thread.</summary>
internal sealed unsafe class EventFd : IDisposable
{
    public int Handle => throw new NotImplementedException();

    public void Signal() => throw new NotImplementedException();

    /// <summary>Takes back all signals so far.</summary>
    public void Drain() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
