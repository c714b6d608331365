using System.Collections.Concurrent;

namespace DiemCau.Meetings.Live.Reachability;

/// <summary>
/// Conferences of one, with nobody else in them and nothing to see: a browser connects to each by one of the ways to the engine and
/// measures it. They end by themselves.
/// </summary>
internal sealed class LineChecks(IMediaPlane media, TimeProvider time) : IDisposable
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Running> _running = new();
    private int _places = MostAtOnce;

    /// <param name="ended">Called when its place is free again.</param>
    /// <returns>Null when there is no place; an offer that is refused holds none.</returns>
    public LineCheckBegun? TryBegin(MediaOffer offer, Action? ended = null)
    {
        if (Interlocked.Decrement(ref _places) < 0)
        {
            Interlocked.Increment(ref _places);
            return null;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        media.Open(id);
        media.Seat(id, id);
        var answer = media.Answer(id, id, offer);
        _running[id] = new Running(time.CreateTimer(_ => End(id), null, Life, Timeout.InfiniteTimeSpan), ended);
        if (answer.Sdp is null)
        {
            End(id);
        }

        return new LineCheckBegun(id, answer);
    }

    /// <summary>
    /// A second seat, from which the screen that the first one shares is seen: whether it comes back tells that others would see it.
    /// </summary>
    /// <returns>Null when the check has ended, or somebody sits there.</returns>
    public MediaAnswer? TryView(Guid id, MediaOffer offer)
    {
        if (!_running.TryGetValue(id, out var check) || Interlocked.Exchange(ref check.Viewers, 1) != 0)
        {
            return null;
        }

        var viewer = Guid.CreateVersion7(time.GetUtcNow());
        media.Apply(id, new MediaProgramme(new HashSet<Guid>(), new HashSet<Guid>(), null, id, new Dictionary<Guid, Guid>()));
        media.Seat(id, viewer);
        return media.Answer(id, viewer, offer);
    }

    /// <summary>How its line does now; null when it has ended.</summary>
    public async Task<MediaDiagnosis?> LookAsync(Guid id) =>
        _running.ContainsKey(id) ? (await media.DiagnoseAsync(id)).FirstOrDefault(found => found.ParticipantId == id) : null;

    public void Dispose()
    {
        foreach (var id in _running.Keys)
        {
            End(id);
        }
    }

    private void End(Guid id)
    {
        if (_running.TryRemove(id, out var ended))
        {
            ended.Timer.Dispose();
            media.Close(id);
            Interlocked.Increment(ref _places);
            ended.Ended?.Invoke();
        }
    }

    private sealed class Running(ITimer timer, Action? ended)
    {
        public int Viewers;

        public ITimer Timer => timer;

        public Action? Ended => ended;
    }
}

/// <param name="Id">Of the check's conference and of its one participant.</param>
internal sealed record LineCheckBegun(Guid Id, MediaAnswer Answer);
