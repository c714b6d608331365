using System.Threading.Channels;

namespace DiemCau.Meetings.Storage;

/// <summary>That something was written which one round has to look at. Told while nobody waits, it is remembered; told several times, it is one.</summary>
internal sealed class TableChange(TimeProvider time)
{
    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _isHeard;

    /// <summary>Whether changes arrive.</summary>
    public bool IsHeard
    {
        set => _isHeard = value;
    }

    public void Tell() => _told.Writer.TryWrite(true);

    /// <summary>Until it is told, or has been since the last time; at the longest as long as this.</summary>
    /// <param name="unheard">The longest while changes do not arrive: how often is looked then.</param>
    public async Task WaitAsync(TimeSpan longest, TimeSpan unheard, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_isHeard || longest < unheard ? longest : unheard, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        Task told = _told.Reader.WaitToReadAsync(either.Token).AsTask();
        await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _told.Reader.TryRead(out _);
    }
}
