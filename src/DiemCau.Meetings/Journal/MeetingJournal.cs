using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Journal;

/// <summary>Writes down everything that happens to meetings, with the differences. The writing of a draft is nobody's business yet.</summary>
internal sealed class MeetingJournal(JournalWriter journal) : IMeetingListener
{
    public Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        if (happened is not { Verb: MeetingVerb.Rewrite, From: MeetingStage.Draft })
        {
            journal.Add(
                db, ActionOf(happened.Verb), meeting.Id.ToString(),
                new
                {
                    By = happened.By.Name,
                    From = happened.From.ToString(),
                    To = happened.To.ToString(),
                    happened.Reason,
                    happened.IsAnyway,
                    happened.Differences,
                },
                new(MeetingId: meeting.Id, UnitId: meeting.UnitId));
        }

        return Task.FromResult<Refusal?>(null);
    }

    /// <summary>Such as "meeting.approve".</summary>
    private static string ActionOf(MeetingVerb verb) => "meeting." + char.ToLowerInvariant(verb.ToString()[0]) + verb.ToString()[1..];
}
