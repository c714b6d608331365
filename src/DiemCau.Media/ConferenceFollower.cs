using System.Threading.Channels;

namespace DiemCau.Media;

/// <summary>
/// What happens in one conference, in its order and without a hole: first what holds at the moment of coming, then everything. Whoever does
/// not keep up is cut off, and told so.
/// </summary>
public sealed class ConferenceFollower : IDisposable
{
    private readonly Channel<ConferenceEvent> _events;
    private int _end = -1;

    /// <param name="capacity">So many may wait.</param>
    internal ConferenceFollower(int capacity) => _events = Channel.CreateBounded<ConferenceEvent>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    /// <summary>Why nothing more will come; null while something may.</summary>
    public FollowEnd? End => Volatile.Read(ref _end) is >= 0 and var end ? (FollowEnd)end : null;

    /// <summary>To be read once. It completes after the last event before the <see cref="End"/>.</summary>
    public IAsyncEnumerable<ConferenceEvent> ReadAllAsync(CancellationToken cancellation = default) =>
        _events.Reader.ReadAllAsync(cancellation);

    /// <summary>Nothing more is wanted.</summary>
    public void Dispose() => Complete(FollowEnd.Stopped);

    /// <returns>False when it takes nothing any more.</returns>
    internal bool TryTell(ConferenceEvent happened)
    {
        if (End is null && !_events.Writer.TryWrite(happened))
        {
            Complete(FollowEnd.TooSlow);
        }

        return End is null;
    }

    internal void Complete(FollowEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, -1) == -1)
        {
            _events.Writer.TryComplete();
        }
    }
}

/// <summary>Closed: the conference is over. TooSlow: so much waited that what came after it is lost. Stopped: by the follower.</summary>
public enum FollowEnd { Closed, TooSlow, Stopped }
