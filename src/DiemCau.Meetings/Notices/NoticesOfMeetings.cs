using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>What happens to a meeting is told to those who take part, in the transaction that saves it.</summary>
internal sealed class NoticesOfMeetings(NoticeSending sending) : IMeetingListener
{
    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        if (happened is { ChangesStage: true, To: MeetingStage.Notified })
        {
            await TellAsync(db, meeting, happened, cancellation);
        }
        else if (happened.Verb == MeetingVerb.Rewrite && happened.To is >= MeetingStage.Notified and <= MeetingStage.InSession)
        {
            await TellAsync(db, meeting, happened, cancellation);
        }
        else if (happened.ChangesStage && happened.To is MeetingStage.Postponed or MeetingStage.Cancelled or MeetingStage.Rejected or MeetingStage.Draft)
        {
            await TakeBackAsync(db, meeting, happened, cancellation);
        }

        return null;
    }

    /// <summary>Everybody whose notice says something else than before, and whoever has none yet.</summary>
    private async Task TellAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        var notice = await NoticeSending.FindOrBeginAsync(
            db, meeting, NoticeScope.Session, await NoticeSending.IssuerOfAsync(db, meeting, cancellation), happened.At, cancellation);
        if (db.Entry(notice).State == EntityState.Detached)
        {
            db.Notices.Add(notice);
        }

        await sending.SendAsync(db, meeting, notice, happened.By, happened.At, cancellation);
        foreach (var branch in await OutAsync(db, meeting, cancellation))
        {
            if (branch.Scope == NoticeScope.Branch)
            {
                await sending.DropAsync(db, meeting, branch, happened.By, happened.At, cancellation);
            }
        }
    }

    private async Task TakeBackAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        foreach (var notice in await OutAsync(db, meeting, cancellation))
        {
            await sending.WithdrawAsync(db, meeting, notice, happened, cancellation);
        }
    }

    private static Task<List<Notice>> OutAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation) =>
        db.Notices.Where(notice => notice.MeetingId == meeting.Id && notice.Edition > 0 && !notice.IsWithdrawn)
            .OrderBy(notice => notice.Scope).ThenBy(notice => notice.Id).ToListAsync(cancellation);
}
