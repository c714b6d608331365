using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>A field of a meeting that was changed, in words as it was written.</summary>
/// <param name="Field">The JSON name of the field.</param>
internal sealed record Difference(string Field, string? Before, string? After);

/// <summary>Something that happened to a meeting and is about to be saved.</summary>
/// <param name="Reason">Remarks, reason of a refusal, who granted what.</param>
internal sealed record MeetingEvent(
    MeetingVerb Verb, MeetingStage From, MeetingStage To, MeetingActor By, DateTimeOffset At, string? Reason, IReadOnlyList<Difference> Differences)
{
    /// <summary>The step was made although what it stands for was not done.</summary>
    public bool IsAnyway { get; init; }

    public bool ChangesStage => From != To;

    public bool Changes(params ReadOnlySpan<string> fields)
    {
        foreach (var difference in Differences)
        {
            if (fields.Contains(difference.Field))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>
/// A slice that wants to know what happens to meetings. It is told in the transaction that saves the event: what it adds to
/// the context is saved with it or not at all, and a refusal undoes everything.
/// </summary>
internal interface IMeetingListener
{
    Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation);
}

/// <summary>Saves what was done to a meeting and tells the listeners, in one transaction.</summary>
internal sealed class MeetingEvents(IEnumerable<IMeetingListener> listeners)
{
    /// <summary>Within the caller's transaction, if it has begun one.</summary>
    /// <returns>Null when all is saved; otherwise nothing is, and the meeting must be read anew.</returns>
    public async Task<Refusal?> SaveAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        try
        {
            // The row is written, and by that locked and known to be unchanged, before anybody acts upon the event.
            await db.SaveChangesAsync(cancellation);
            foreach (var happened in meeting.TakeEvents())
            {
                foreach (var listener in listeners)
                {
                    if (await listener.HearAsync(db, meeting, happened, cancellation) is { } refusal)
                    {
                        return refusal;
                    }
                }
            }

            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellation);
        }

        return null;
    }
}
