using DiemCau.Meetings.Live.Conferences;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// Writes what is said in one conference before it is answered. What comes while a write is under way is written together by the next one:
/// the busier it is, the more each write carries, and nothing waits for a clock. When the database is away it tries again until it is back.
/// </summary>
/// <param name="onReachable">Called with false when writing begins to fail and with true when it works again.</param>
/// <param name="onSetAside">Called for each message that the database refused for good.</param>
internal sealed class ChatKeeper(
    Guid conferenceId, ConferenceStore store, TimeProvider time, ILogger log, Action<bool> onReachable, Action onSetAside)
{
    private const int MostAtOnce = 500;

    /// <summary>Messages kept for a database that is away; at ten a second that is half an hour. Beyond it the oldest are lost, and were never answered.</summary>
    private const int MostKept = 20_000;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<Said> _waiting = new();
    private Task _writing = Task.CompletedTask;

    /// <returns>Completes when the database has it (true) or will never take it (false).</returns>
    public Task<bool> Keep(ChatMessage message)
    {
        var said = new Said(message, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_waiting.Count >= MostKept)
            {
                _waiting.Dequeue().Written.SetResult(false);
            }

            _waiting.Enqueue(said);
            if (_writing.IsCompleted)
            {
                _writing = Task.Run(WriteAllAsync);
            }
        }

        return said.Written.Task;
    }

    /// <summary>Completes when everything said so far is written.</summary>
    public Task SettledAsync()
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            var retry = FirstRetry;
            while (await TryWriteAsync(batch) is { } failure)
            {
                if (retry == FirstRetry)
                {
                    LiveLog.NotWritten(log, failure, conferenceId);
                    onReachable(false);
                }

                await Task.Delay(retry, time);
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }

            if (retry > FirstRetry)
            {
                LiveLog.WritingAgain(log, conferenceId);
                onReachable(true);
            }
        }
    }

    /// <returns>Null: done with; otherwise why it is to be tried again.</returns>
    private async Task<Exception?> TryWriteAsync(IReadOnlyList<Said> batch)
    {
        try
        {
            await store.WriteChatAsync(conferenceId, [.. batch.Select(said => said.Message)], CancellationToken.None);
            foreach (var said in batch)
            {
                said.Written.TrySetResult(true);
            }

            return null;
        }
        catch (Exception refused) when (PoisonousWrite.Is(refused))
        {
            return await TryWriteApartAsync(batch, refused);
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task<Exception?> TryWriteApartAsync(IReadOnlyList<Said> batch, Exception refused)
    {
        if (batch.Count == 1)
        {
            LiveLog.SetAside(log, refused, conferenceId);
            onSetAside();
            batch[0].Written.TrySetResult(false);
            return null;
        }

        // What was done with before the database went away is not done again.
        foreach (var said in batch.Where(said => !said.Written.Task.IsCompleted))
        {
            if (await TryWriteAsync([said]) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private List<Said> Take()
    {
        lock (_gate)
        {
            List<Said> batch = [];
            while (batch.Count < MostAtOnce && _waiting.TryDequeue(out var said))
            {
                batch.Add(said);
            }

            if (batch.Count == 0)
            {
                // Under the lock: what is said now must start a new writer.
                _writing = Task.CompletedTask;
            }

            return batch;
        }
    }

    private sealed record Said(ChatMessage Message, TaskCompletionSource<bool> Written);
}
