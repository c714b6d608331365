using DiemCau.Meetings.Live.Conferences;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Running;

/// <summary>What of a conference is to be written: its latest state, and the rows that came since the last write.</summary>
/// <param name="Version">Of the last delta that clients were told.</param>
internal sealed record ConferenceChange(
    ConferenceState State,
    long Version,
    IReadOnlyList<JournalLine> Journal,
    DateTimeOffset? EndedAt);

/// <summary>
/// Writes one conference through to the database without ever making it wait: while a write is under way, later changes become one.
/// When the database is away it tries again until it is back, and says so once each way. What the database refuses for good is set aside,
/// logged and counted, and the rest goes on.
/// </summary>
internal sealed class StateKeeper
{
    /// <summary>Rows kept for a database that is away; at a line a second that is hours. Beyond it the oldest are lost.</summary>
    private const int MostRowsKept = 20_000;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly ConferenceIdentity _conference;
    private readonly ConferenceStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<bool> _onReachable;
    private readonly Action _onSetAside;
    private readonly Lock _gate = new();
    private ConferenceChange? _pending;
    private Task _writing = Task.CompletedTask;

    /// <param name="onReachable">Called with false when writing begins to fail and with true when it works again.</param>
    /// <param name="onSetAside">Called for each row that the database refused for good.</param>
    public StateKeeper(
        ConferenceIdentity conference, ConferenceStore store, TimeProvider time, ILogger log, Action<bool> onReachable, Action onSetAside)
    {
        _conference = conference;
        _onSetAside = onSetAside;
        _store = store;
        _time = time;
        _log = log;
        _onReachable = onReachable;
    }

    public void Keep(ConferenceChange change)
    {
        lock (_gate)
        {
            _pending = _pending is null ? change : Joined(_pending, change);
            if (_writing.IsCompleted)
            {
                _writing = Task.Run(WriteAllAsync);
            }
        }
    }

    /// <summary>Completes when everything told so far is written.</summary>
    public Task SettledAsync()
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    private async Task WriteAllAsync()
    {
        var retry = FirstRetry;
        while (Take() is { } change)
        {
            try
            {
                await WriteAsync(change);
                if (retry > FirstRetry)
                {
                    retry = FirstRetry;
                    LiveLog.WritingAgain(_log, _conference.ConferenceId);
                    _onReachable(true);
                }
            }
            catch (Exception failure)
            {
                // Whatever it is, the meeting goes on in memory and the change is not given up.
                if (retry == FirstRetry)
                {
                    LiveLog.NotWritten(_log, failure, _conference.ConferenceId);
                    _onReachable(false);
                }

                PutBack(change);
                await Task.Delay(retry, _time);
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }
        }
    }

    private async Task WriteAsync(ConferenceChange change)
    {
        try
        {
            await _store.WriteAsync(_conference, change, CancellationToken.None);
        }
        catch (Exception failure) when (PoisonousWrite.Is(failure))
        {
            await _store.WriteApartAsync(
                _conference, change,
                refused =>
                {
                    LiveLog.SetAside(_log, refused, _conference.ConferenceId);
                    _onSetAside();
                },
                CancellationToken.None);
        }
    }

    private ConferenceChange? Take()
    {
        lock (_gate)
        {
            var change = _pending;
            _pending = null;
            if (change is null)
            {
                // Under the lock: a change that comes now must start a new writer.
                _writing = Task.CompletedTask;
            }

            return change;
        }
    }

    private void PutBack(ConferenceChange change)
    {
        lock (_gate)
        {
            _pending = _pending is null ? change : Joined(change, _pending);
        }
    }

    private static ConferenceChange Joined(ConferenceChange earlier, ConferenceChange later) => new(
        later.State,
        later.Version,
        [.. earlier.Journal.Concat(later.Journal).TakeLast(MostRowsKept)],
        later.EndedAt ?? earlier.EndedAt);
}
