using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notices;

/// <summary>"Nhắc đơn vị chưa xem": by mail, and at the top of the inbox; nobody twice within some hours.</summary>
internal sealed class NoticeReminding(
    NoticeMails mails, NoticeWords words, MailOutbox outbox, MeetingPasses passes, InstallationOptions installation, TimeProvider time,
    ILogger<NoticeReminding> logger)
{
    /// <summary>Half a working day: who has not looked by then has overlooked it.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(4);

    /// <summary>What has not been seen for so long is reminded of without anybody's asking.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>The same when the meeting begins within <see cref="Patience"/>.</summary>
    public static readonly TimeSpan ShortPatience = TimeSpan.FromHours(1);

    /// <param name="SiteIds">Null: all that have not seen it.</param>
    internal sealed record NoticeReminder(IReadOnlyList<Guid>? SiteIds = null);

    /// <param name="Sites">How many sites were reminded; others have seen it, or were reminded a short while ago.</param>
    internal sealed record NoticeRemindedView(int Sites);

    public static void Map(IEndpointRouteBuilder session, IEndpointRouteBuilder branch)
    {
        session.MapPost("/reminders", OfSessionAsync).WithName("RemindOfNotice");
        branch.MapPost("/reminders", OfBranchAsync).WithName("RemindOfBranchNotice");
    }

    private static Task<Results<Ok<NoticeRemindedView>, Refusal>> OfSessionAsync(
        Guid id, NoticeReminder wish, DiemCauDb db, NoticeReminding reminding, CancellationToken cancellation) =>
        RemindAsync(db, id, null, wish, reminding, cancellation);

    private static Task<Results<Ok<NoticeRemindedView>, Refusal>> OfBranchAsync(
        Guid id, Guid unitId, NoticeReminder wish, DiemCauDb db, NoticeReminding reminding, CancellationToken cancellation) =>
        RemindAsync(db, id, unitId, wish, reminding, cancellation);

    private static async Task<Results<Ok<NoticeRemindedView>, Refusal>> RemindAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeReminder wish, NoticeReminding reminding, CancellationToken cancellation)
    {
        if (await db.Notices.AsNoTracking().SingleOrDefaultAsync(
            notice => notice.MeetingId == id && (branchId == null ? notice.Scope == NoticeScope.Session : notice.Scope == NoticeScope.Branch && notice.IssuerId == branchId),
            cancellation) is not { IsOut: true } notice)
        {
            return Refusals.NotFound;
        }

        return TypedResults.Ok(new NoticeRemindedView(await reminding.RemindAsync(db, notice.Id, wish.SiteIds, cancellation)));
    }

    /// <returns>How many sites were reminded.</returns>
    public Task<int> RemindAsync(DiemCauDb db, Guid noticeId, IReadOnlyList<Guid>? siteIds, CancellationToken cancellation)
    {
        var (now, sites) = (time.GetUtcNow(), siteIds?.ToArray());
        return RemindAsync(db, $"""
            update notice_copies set reminded_at = {now}
            where notice_id = {noticeId} and kind <> 'Withdrawn' and ({sites}::uuid[] is null or site_id = any({sites}))
              and (seen_at is null or ({sites}::uuid[] is not null and acknowledged_at is null))
              and (reminded_at is null or reminded_at <= {now - Quiet})
            returning *
            """, cancellation);
    }

    /// <summary>All of whom a notice has not been seen for long, once; each notice by itself, so that one that cannot be told of keeps no other back.</summary>
    public async Task<int> RemindForgottenAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var forgotten = await db.Database.SqlQuery<Guid>($"""
            select distinct notice_id as "Value" from notice_copies
            where seen_at is null and reminded_at is null and kind <> 'Withdrawn' and sent_at <= {now - ShortPatience}
              and exists (select from meetings where meetings.id = notice_copies.meeting_id and meetings.starts_at > {now}
                and (sent_at <= {now - Patience} or meetings.starts_at <= {now + Patience}))
            """).ToListAsync(cancellation);
        var reminded = 0;
        foreach (var notice in forgotten)
        {
            var isDone = await RowByRow.TryAsync(async () => reminded += await RemindForgottenAsync(db, notice, now, cancellation), "reminders of notices", notice, logger);
            if (!isDone)
            {
                db.ChangeTracker.Clear();
            }
        }

        return reminded;
    }

    private Task<int> RemindForgottenAsync(DiemCauDb db, Guid noticeId, DateTimeOffset now, CancellationToken cancellation) => RemindAsync(db, $"""
            update notice_copies set reminded_at = {now}
            where notice_id = {noticeId} and seen_at is null and reminded_at is null and kind <> 'Withdrawn' and sent_at <= {now - ShortPatience}
              and exists (select from meetings where meetings.id = notice_copies.meeting_id and meetings.starts_at > {now}
                and (sent_at <= {now - Patience} or meetings.starts_at <= {now + Patience}))
            returning *
            """, cancellation);

    /// <summary>Whoever marks a copy as reminded writes the mail, in one transaction: another server waits for the row, and then finds it marked.</summary>
    private async Task<int> RemindAsync(DiemCauDb db, FormattableString mark, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var copies = await db.NoticeCopies.FromSql(mark).AsNoTracking().ToListAsync(cancellation);
        if (copies.Count == 0)
        {
            return 0;
        }

        Guid[] notices = [.. copies.Select(copy => copy.NoticeId).Distinct()];
        var known = await (
            from notice in db.Notices
            join meeting in db.Meetings on notice.MeetingId equals meeting.Id
            join issuer in db.Units on notice.IssuerId equals issuer.Id
            where notices.Contains(notice.Id)
            select new { notice.Id, Meeting = meeting, Issuer = issuer.Name }).AsNoTracking().ToDictionaryAsync(notice => notice.Id, cancellation);
        var mailboxes = await Rights.MailboxesOfAsync(db, [.. copies.Select(copy => copy.UnitId).Distinct()], Permission.AcknowledgeNotices, cancellation);
        var ways = new Dictionary<Guid, WaysIn?>();
        foreach (var meetingId in known.Values.Select(notice => notice.Meeting.Id).Distinct())
        {
            ways[meetingId] = await passes.WaysInAsync(db, meetingId, cancellation);
        }

        foreach (var copy in copies)
        {
            var about = known[copy.NoticeId];
            var when = about.Meeting.StartsAt is { } starts ? words.Span(starts, about.Meeting.EndsAt, installation.Language) : "";
            var name = SecretMeetings.NameInMail(about.Meeting, installation.Language);
            foreach (var mailbox in mailboxes[copy.UnitId])
            {
                outbox.Add(db, mails.Reminder(name, when, about.Issuer, copy, ways[about.Meeting.Id], mailbox.Email));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return copies.Count;
    }
}
