namespace DiemCau.Media.Interop.Libc;

/// <summary>Waits for several file descriptors at once. Used by one thread.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    /// <summary>Watches <paramref name="fd"/> for readability (level-triggered).</summary>
    /// <param name="token">Given back by <see cref="Wait"/> when it is readable.</param>
    public void Add(int fd, int token) => throw new NotImplementedException();

    public void Remove(int fd) => throw new NotImplementedException();

    /// <param name="ready">Receives the tokens of what is readable.</param>
    /// <param name="timeoutMilliseconds">-1 waits for ever, 0 only looks.</param>
    /// <returns>How many tokens were written; 0 on timeout or when a signal interrupted.</returns>
    public int Wait(Span<int> ready, int timeoutMilliseconds) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
