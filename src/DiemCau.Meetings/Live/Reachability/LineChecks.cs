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

    private readonly ConcurrentDictionary<Guid, ITimer> _running = new();
    private int _places = MostAtOnce;

    /// <returns>Null when there is no place; an offer that is refused holds none.</returns>
    public MediaAnswer? TryBegin(MediaOffer offer)
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
        _running[id] = time.CreateTimer(_ => End(id), null, Life, Timeout.InfiniteTimeSpan);
        if (answer.Sdp is null)
        {
            End(id);
        }

        return answer;
    }

    public void Dispose()
    {
        foreach (var id in _running.Keys)
        {
            End(id);
        }
    }

    private void End(Guid id)
    {
        if (_running.TryRemove(id, out var timer))
        {
            timer.Dispose();
            media.Close(id);
            Interlocked.Increment(ref _places);
        }
    }
}
