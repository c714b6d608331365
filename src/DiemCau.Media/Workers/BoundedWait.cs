using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>Waits, for a bounded time, for what the threads have been told to do.</summary>
internal static class BoundedWait
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <param name="isDone">Looked at every step, and not before the first.</param>
    /// <param name="micros">The longest time, of the monotonic clock.</param>
    public static async Task UntilAsync(Func<bool> isDone, long micros, TimeProvider time)
    {
        var end = MonotonicClock.Now + micros;
        do
        {
            await Task.Delay(Step, time).ConfigureAwait(false);
        }
        while (!isDone() && MonotonicClock.Now < end);
    }
}
