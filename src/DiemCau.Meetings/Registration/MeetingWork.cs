using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>What every change of a meeting by its registering unit begins and ends with.</summary>
internal sealed class MeetingWork(MeetingEvents events, MeetingClock clock, TimeProvider time)
{
    /// <summary>Loads a meeting, does something to it, and saves it.</summary>
    /// <param name="version">The version that the client has read.</param>
    public async Task<(MeetingVersionView? View, Refusal? Refusal)> ChangeAsync(
        DiemCauDb db, Guid id, int version, SignedInAccount account, Func<Meeting, MeetingActor, DateTimeOffset, Refusal?> change, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, version, cancellation) is not { } meeting)
        {
            return (null, Refusals.NotFound);
        }

        // Otherwise what is wrong with an old version would be told first.
        if (meeting.Version != version)
        {
            return (null, MeetingRefusals.ChangedMeanwhile);
        }

        return (change(meeting, MeetingActor.Of(account), time.GetUtcNow()) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refusal
            ? (null, refusal)
            : (ViewOf(meeting), null);
    }

    /// <summary>What holds for sending a registration of a meeting at that time.</summary>
    public async Task<SubmissionTerms> TermsAsync(DiemCauDb db, Guid id, DateTimeOffset? startsAt, CancellationToken cancellation)
    {
        var hasPapers = await db.Papers.AnyAsync(paper => paper.MeetingId == id && paper.Kind == PaperKind.Paper, cancellation);
        var secrets = await SecrecyRule.PermitsAsync(db, cancellation);
        if (startsAt is not { } starts)
        {
            return new(DateTimeOffset.MaxValue, "", hasPapers, secrets);
        }

        var registerBy = (await clock.TimesAsync(db, starts, cancellation)).RegisterBy(starts);
        return new(registerBy, clock.InWords(registerBy), hasPapers, secrets);
    }

    public static MeetingVersionView ViewOf(Meeting meeting) => new(meeting.Id, meeting.Version, meeting.Stage, meeting.ChangedAt);
}
