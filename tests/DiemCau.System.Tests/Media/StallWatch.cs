using System.Diagnostics;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// How long this machine kept a thread of ours from running. A pause in what was received is only the engine's fault beyond that: a busy
/// machine delays senders, server and receivers alike.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private const int SleepMilliseconds = 5;

    private readonly Thread _thread;
    private volatile bool _stopping;
    private long _longestTicks;

    public StallWatch()
    {
        _thread = new Thread(Watch) { Name = "stall watch", IsBackground = true };
        _thread.Start();
    }

    public TimeSpan Longest => TimeSpan.FromTicks(Volatile.Read(ref _longestTicks));

    /// <summary>A bound for a pause: what is asked for, and the stalls of the sender, the server and the receiver on top.</summary>
    public TimeSpan Within(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds) + 3 * Longest;

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_stopping)
        {
            var clock = Stopwatch.StartNew();
            Thread.Sleep(SleepMilliseconds);
            var late = clock.Elapsed - TimeSpan.FromMilliseconds(SleepMilliseconds);
            Volatile.Write(ref _longestTicks, Math.Max(_longestTicks, late.Ticks));
        }
    }
}
