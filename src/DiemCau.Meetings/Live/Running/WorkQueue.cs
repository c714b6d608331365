using System.Threading.Channels;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// One writer: work is done in the order in which it came, one at a time, so that what it touches needs no locks.
/// A failing piece of work fails its caller, not the queue.
/// </summary>
internal sealed class WorkQueue
{
    private readonly Channel<(Action Job, Action? Done)> _work =
        Channel.CreateUnbounded<(Action, Action?)>(new UnboundedChannelOptions { SingleReader = true });

    /// <param name="afterEach">Runs after every piece of work, on the queue.</param>
    public WorkQueue(Action afterEach, Action<Exception> onBug) => _ = RunAsync(afterEach, onBug);

    public void Post(Action job) => _work.Writer.TryWrite((job, null));

    /// <summary>Completes when the job is done and what follows from it has happened too.</summary>
    public Task<T> AskAsync<T>(Func<T> job)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Action settle = () => answer.SetCanceled();
        _work.Writer.TryWrite((
            () =>
            {
                try
                {
                    var result = job();
                    settle = () => answer.SetResult(result);
                }
                catch (Exception bug)
                {
                    settle = () => answer.SetException(bug);
                }
            },
            () => settle()));
        return answer.Task;
    }

    private async Task RunAsync(Action afterEach, Action<Exception> onBug)
    {
        await foreach (var (job, done) in _work.Reader.ReadAllAsync())
        {
            try
            {
                job();
                afterEach();
            }
            catch (Exception bug)
            {
                // The conference of 250 sites goes on; the bug is in the log with its stack.
                onBug(bug);
            }

            done?.Invoke();
        }
    }
}
