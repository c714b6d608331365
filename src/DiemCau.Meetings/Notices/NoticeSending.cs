using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>
/// Sends a notice, within the caller's transaction: the edition, every site's copy and the mails are saved together or not at all. The outbox
/// takes it from there, so that neither a silent mail server nor a killed process loses a notice or tells somebody twice.
/// </summary>
internal sealed class NoticeSending(
    NoticeReading reading, NoticeLetters letters, NoticeMails mails, MailOutbox outbox, MeetingPasses passes, JournalWriter journal, InstallationOptions installation)
{
    /// <summary>
    /// The session's notice of a meeting, or a branch's; made when there is none yet, with what its issuer wrote under the last one.
    /// </summary>
    public static async Task<Notice> FindOrBeginAsync(
        DiemCauDb db, Meeting meeting, NoticeScope scope, Guid issuerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await db.Notices.SingleOrDefaultAsync(
            notice => notice.MeetingId == meeting.Id && notice.Scope == scope && (scope == NoticeScope.Session || notice.IssuerId == issuerId), cancellation);
        if (known is not null)
        {
            known.IssuerId = issuerId;
            return known;
        }

        var last = await db.Notices.AsNoTracking().Where(notice => notice.IssuerId == issuerId && notice.Edition > 0)
            .OrderByDescending(notice => notice.SentAt).FirstOrDefaultAsync(cancellation);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meeting.Id,
            IssuerId = issuerId,
            Scope = scope,
            Form = last is null ? new() : new(Place: last.Form.Place, SignerTitle: last.Form.SignerTitle, SignerName: last.Form.SignerName),
            Version = 1,
        };
    }

    /// <summary>
    /// Of a planned meeting the main site's unit, unless it has been removed from the tree; of any other, who announces it: the unit that
    /// registered it.
    /// </summary>
    public static async Task<Guid> IssuerOfAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation) =>
        meeting.Kind == MeetingKind.Planned && meeting.Sites.FirstOrDefault(site => site.Role == SiteRole.Main) is { } main
        && (main.UnitId == meeting.UnitId || await db.Units.AnyAsync(unit => unit.Id == main.UnitId, cancellation)) ? main.UnitId : meeting.UnitId;

    /// <summary>Tells everybody who does not know yet: sites without a copy, and those whose copy says something else now.</summary>
    public async Task SendAsync(DiemCauDb db, Meeting meeting, Notice notice, MeetingActor by, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await reading.ReadAsync(db, meeting, notice, cancellation);
        var news = await NoticeNews.FindAsync(db, facts, letters, now, cancellation);
        List<NoticeCopy> others = [.. news.Changed.Select(told => Update(told.Copy!, told.Site, told.Part))];
        List<NoticeCopy> newcomers = [.. news.Newcomers.Select(told => Update(told.Copy ?? Add(db, notice, told.Site, told.Part, now), told.Site, told.Part))];
        await SendOutAsync(db, facts, NoticeKind.Changed, letters.Text(facts, NoticeKind.Changed, now), others, by, now, cancellation);
        await SendOutAsync(db, facts, NoticeKind.Issued, letters.Text(facts, NoticeKind.Issued, now), newcomers, by, now, cancellation);
        // Who is left over takes part no more.
        await WithdrawAsync(db, facts, news.Gone, null, null, by, now, cancellation);
    }

    /// <summary>Only for sites that take part no more: a branch's notice while the meeting goes on.</summary>
    public async Task DropAsync(DiemCauDb db, Meeting meeting, Notice notice, MeetingActor by, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await reading.ReadAsync(db, meeting, notice, cancellation);
        var news = await NoticeNews.FindAsync(db, facts, letters, now, cancellation);
        await WithdrawAsync(db, facts, news.Gone, null, null, by, now, cancellation);
    }

    /// <summary>It does not take place: everybody who was told is told so, and calendars strike it out.</summary>
    public async Task WithdrawAsync(DiemCauDb db, Meeting meeting, Notice notice, MeetingEvent happened, CancellationToken cancellation)
    {
        var facts = await reading.ReadAsync(db, meeting, notice, cancellation);
        var told = await db.NoticeCopies.Where(copy => copy.NoticeId == notice.Id && copy.Kind != NoticeKind.Withdrawn).ToListAsync(cancellation);
        await WithdrawAsync(db, facts, told, happened.Verb, happened.Reason, happened.By, happened.At, cancellation);
        notice.IsWithdrawn = true;
    }

    private async Task WithdrawAsync(
        DiemCauDb db, NoticeFacts facts, IReadOnlyList<NoticeCopy> copies, MeetingVerb? occasion, string? reason, MeetingActor by, DateTimeOffset now,
        CancellationToken cancellation)
    {
        foreach (var copy in copies)
        {
            copy.Part = new(copy.Part.Addressees, []);
        }

        await SendOutAsync(db, facts, NoticeKind.Withdrawn, letters.Withdrawal(facts, occasion, reason, now), copies, by, now, cancellation);
    }

    private async Task SendOutAsync(
        DiemCauDb db, NoticeFacts facts, NoticeKind kind, NoticeText text, IReadOnlyList<NoticeCopy> copies, MeetingActor by, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (copies.Count == 0)
        {
            return;
        }

        var notice = facts.Notice;
        notice.Edition++;
        notice.Sequence = Math.Max(notice.Sequence + 1, MeetingCalendarId.SequenceOf(facts.Meeting));
        (notice.SentAt, notice.SentByName, notice.ToldStart) = (now, by.Name, facts.Meeting.StartsAt);
        notice.IsWithdrawn = false;
        notice.Organizer ??= await db.Accounts.Where(account => account.Id == by.Id).Select(account => account.Email).SingleOrDefaultAsync(cancellation);
        db.NoticeEditions.Add(new() { NoticeId = notice.Id, Edition = notice.Edition, Kind = kind, Letter = text, At = now, ByName = by.Name });
        var mailboxes = await Rights.MailboxesOfAsync(
            db, [.. copies.Select(copy => copy.UnitId).Distinct()], Permission.AcknowledgeNotices, cancellation);
        var file = FileOf(db, facts, kind, text);
        var ways = kind == NoticeKind.Withdrawn ? null : await passes.WaysInAsync(db, facts.Meeting.Id, cancellation);
        foreach (var copy in copies)
        {
            copy.Send(notice.Edition, kind, now);
            var letter = text.With(copy.Part);
            foreach (var mailbox in mailboxes[copy.UnitId])
            {
                outbox.Add(db, mails.For(facts, copy, letter, ways, mailbox.Email, now) with { FileId = file, ReportTo = notice.Organizer });
            }
        }

        journal.Add(
            db, "notice.sent", facts.Meeting.Id.ToString(),
            new { By = by.Name, notice.Scope, notice.Edition, Kind = kind.ToString(), Sites = copies.Count }, new(MeetingId: facts.Meeting.Id));
    }

    /// <summary>
    /// The letter to all its addressees with the annexes, as a Word file: one for everybody, since what differs from site to site stands in the
    /// mail. Of state secrets nothing leaves by mail.
    /// </summary>
    private Guid? FileOf(DiemCauDb db, NoticeFacts facts, NoticeKind kind, NoticeText text)
    {
        if (!SecretMeetings.MayLeave(facts.Meeting))
        {
            return null;
        }

        var part = letters.PartOfIssuer(facts);
        var letter = text.With(kind == NoticeKind.Withdrawn ? part with { Items = [], Annex = null } : part);
        return outbox.AddFile(
            db, Texts.Get(installation.Language, "notice.file", facts.Meeting.Number), OfficialLetterDocx.MediaType,
            OfficialLetterDocx.Write(letter, installation.Language));
    }

    private static NoticeCopy Add(DiemCauDb db, Notice notice, MeetingSite site, NoticePart part, DateTimeOffset now)
    {
        var copy = new NoticeCopy
        {
            Id = Guid.CreateVersion7(now), NoticeId = notice.Id, MeetingId = notice.MeetingId, SiteId = site.SiteId, SiteName = site.Name, Part = part,
        };
        db.NoticeCopies.Add(copy);
        return copy;
    }

    private static NoticeCopy Update(NoticeCopy copy, MeetingSite site, NoticePart part)
    {
        (copy.UnitId, copy.SiteName, copy.Part) = (site.UnitId, site.Name, part);
        return copy;
    }
}
