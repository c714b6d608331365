using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>
/// Who was told by what it comes in is told when that is another one, and its calendar too. The letter says the same as before, so nothing is
/// to be seen and confirmed anew.
/// </summary>
internal sealed class NoticesOfPasses(NoticeReading reading, NoticeMails mails, MailOutbox outbox, MeetingPasses passes, TimeProvider time) : IPassEvents
{
    public async Task ReissuedAsync(DiemCauDb db, Guid meetingId, Guid? siteId, CancellationToken cancellation)
    {
        if (await db.Notices.SingleOrDefaultAsync(notice => notice.MeetingId == meetingId && notice.Scope == NoticeScope.Session, cancellation) is not { IsOut: true } notice
            || await passes.WaysInAsync(db, meetingId, cancellation) is not { } ways
            || await db.FindMeetingAsync(meetingId, null, cancellation) is not { } meeting)
        {
            return;
        }

        var copies = await db.NoticeCopies.AsNoTracking()
            .Where(copy => copy.NoticeId == notice.Id && copy.Kind != NoticeKind.Withdrawn && (siteId == null || copy.SiteId == siteId))
            .ToListAsync(cancellation);
        if (copies.Count == 0)
        {
            return;
        }

        notice.Sequence++;
        var (now, facts) = (time.GetUtcNow(), await reading.ReadAsync(db, meeting, notice, cancellation));
        var last = await db.NoticeEditions.AsNoTracking().Where(edition => edition.NoticeId == notice.Id && edition.Kind != NoticeKind.Withdrawn)
            .OrderByDescending(edition => edition.Edition).FirstAsync(cancellation);
        var mailboxes = await Rights.MailboxesOfAsync(
            db, [.. copies.Select(copy => copy.UnitId).Distinct()], Permission.AcknowledgeNotices, cancellation);
        foreach (var copy in copies)
        {
            var letter = last.Letter.With(copy.Part);
            foreach (var mailbox in mailboxes[copy.UnitId])
            {
                outbox.Add(db, mails.Reissued(facts, copy, letter, ways, mailbox.Email, now) with { ReportTo = notice.Organizer });
            }
        }
    }
}
