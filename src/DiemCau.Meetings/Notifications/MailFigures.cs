using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notifications;

/// <summary>How the mails do, for monitoring: read by others at any time, so nothing is asked of the database then.</summary>
internal sealed class MailFigures(TimeProvider time)
{
    private long _sent;
    private long _givenUp;
    private volatile Outbox _outbox = new(0, null);

    public Figures Now
    {
        get
        {
            var outbox = _outbox;
            var oldest = outbox.OldestSince is { } since ? time.GetUtcNow() - since : TimeSpan.Zero;
            return new(outbox.Waiting, oldest, Volatile.Read(ref _sent), Volatile.Read(ref _givenUp));
        }
    }

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountGivenUp() => Interlocked.Increment(ref _givenUp);

    /// <summary>Looks into the outbox; by an index that holds only what waits.</summary>
    public async Task LookAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var waiting = db.Mails.Where(mail => mail.State == MailState.Waiting);
        _outbox = new(
            await waiting.CountAsync(cancellation),
            await waiting.MinAsync(mail => (DateTimeOffset?)mail.CreatedAt, cancellation));
    }

    /// <param name="Oldest">How long the oldest of those that wait has waited.</param>
    /// <param name="Sent">Since the start.</param>
    /// <param name="GivenUp">Since the start.</param>
    public sealed record Figures(int Waiting, TimeSpan Oldest, long Sent, long GivenUp);

    private sealed record Outbox(int Waiting, DateTimeOffset? OldestSince);
}
