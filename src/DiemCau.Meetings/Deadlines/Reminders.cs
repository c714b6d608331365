using System.Collections.Concurrent;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Deadlines;

/// <summary>
/// Reminds whoever has something to do: each account at most once of each deadline when it is due and once when it is late. The line that
/// says so, the account's own list and the mail are one transaction, so that neither a killed server nor two servers at once remind twice,
/// and none is lost.
/// </summary>
internal sealed class Reminders(
    IDbContextFactory<DiemCauDb> contexts, MeetingClock clock, ReminderRecipients recipients, ReminderMails mails, MailOutbox outbox, TimeProvider time,
    ILogger<Reminders> logger)
{
    /// <summary>What waits for approval is looked at however far away it is; a meeting older than this is nobody's daily business.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromDays(60);

    /// <summary>
    /// A deadline that everybody was told of is not asked about again for so long: only then would an account be found that has become
    /// somebody's since.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    /// <summary>A deadline is told of until three days after it: what lies further back keeps nobody from being reminded twice.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<(Guid, MeetingDeadline, ReminderOccasion, DateTimeOffset), DateTimeOffset> _told = new();

    /// <returns>How many accounts were reminded.</returns>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await DueAsync(db, now, cancellation);
        if (due.Count == 0)
        {
            return 0;
        }

        var told = await ToldAsync(db, [.. due.Select(one => one.Meeting.Id).Distinct()], cancellation);
        var accounts = await recipients.OfAsync(db, due, cancellation);
        var reminded = 0;
        for (var i = 0; i < due.Count; i++)
        {
            var known = told[due[i].Key].ToHashSet();
            var missing = accounts[i].Where(account => !known.Contains(account.Id)).ToList();
            if (missing.Count > 0)
            {
                // One meeting that cannot be reminded of must not keep the others from it.
                var deadline = due[i];
                if (!await RowByRow.TryAsync(
                    async () => reminded += await RemindAsync(db, missing, deadline, now, cancellation), "reminders", deadline.Meeting.Id, logger))
                {
                    db.ChangeTracker.Clear();
                }
            }

            _told[due[i].Key] = now;
        }

        return reminded;
    }

    /// <summary>Old lines of people's lists.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Kept;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Reminders.Where(reminder => reminder.DueAt < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>What is due or late and was not looked after just now, of the meetings of which something can be.</summary>
    private async Task<List<DueDeadline>> DueAsync(DiemCauDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var times = await clock.TimesAsync(db, now, cancellation);
        var (after, before) = times.MayBeDue(now, DueDeadline.LateWorthTelling);
        var behind = now - Behind;
        var meetings = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.StartsAt > behind && (meeting.StartsAt < before || meeting.Stage == MeetingStage.PendingApproval)
                && (meeting.StartsAt > after || meeting.EndsAt > after || meeting.Stage == MeetingStage.PendingApproval)
                && meeting.Stage != MeetingStage.Rejected && meeting.Stage != MeetingStage.Cancelled
                && meeting.Stage != MeetingStage.Postponed && meeting.Stage != MeetingStage.Summarised)
            .Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions)
            .AsSplitQuery().OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).ToListAsync(cancellation);
        foreach (var (key, at) in _told)
        {
            if (now - at >= LookAgain)
            {
                _told.TryRemove(key, out _);
            }
        }

        return
        [
            .. meetings.SelectMany(meeting => times.Of(meeting).Select(state => DueDeadline.Of(meeting, state, now)))
                .OfType<DueDeadline>().Where(one => !_told.ContainsKey(one.Key)),
        ];
    }

    private static async Task<ILookup<(Guid, MeetingDeadline, ReminderOccasion, DateTimeOffset), Guid>> ToldAsync(
        DiemCauDb db, IReadOnlyList<Guid> meetings, CancellationToken cancellation) =>
        (await db.Reminders.AsNoTracking().Where(reminder => meetings.Contains(reminder.MeetingId)).ToListAsync(cancellation))
            .ToLookup(reminder => (reminder.MeetingId, reminder.Deadline, reminder.Occasion, reminder.DueAt), reminder => reminder.AccountId);

    private async Task<int> RemindAsync(
        DiemCauDb db, IReadOnlyList<ReminderRecipients.Recipient> accounts, DueDeadline due, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Another server's insert of the same line is waited for here; ours then returns nothing.
        var fresh = await db.Reminders.FromSql(
            $"""
            insert into reminders (id, meeting_id, deadline, account_id, occasion, due_at, at)
            select gen_random_uuid(), {due.Meeting.Id}, {due.State.Deadline.ToString()}, account, {due.Occasion.ToString()}, {due.State.LatestAt}, {now}
            from unnest({accounts.Select(account => account.Id).Order().ToArray()}) account
            on conflict do nothing returning *
            """).AsNoTracking().ToListAsync(cancellation);
        foreach (var account in accounts.Where(account => fresh.Exists(reminder => reminder.AccountId == account.Id)))
        {
            outbox.Add(db, mails.For(account.Email, due.Meeting, due.State, due.Occasion));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return fresh.Count;
    }
}
