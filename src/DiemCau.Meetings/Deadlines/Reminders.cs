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
    /// <summary>Meetings further away have no deadline yet that could be due: the longest default is five working days.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(100);

    /// <summary>Summaries are due within days; a meeting older than this is nobody's daily business.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromDays(60);

    /// <summary>What is late for longer was told about, or happened before this system was there.</summary>
    private static readonly TimeSpan LateWorthTelling = TimeSpan.FromDays(3);

    /// <returns>How many accounts were reminded.</returns>
    public async Task<int> RemindAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var times = await clock.TimesAsync(db, now, cancellation);
        var (from, to) = (now - Behind, now + Ahead);
        var meetings = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.StartsAt > from && meeting.StartsAt < to
                && meeting.Stage != MeetingStage.Rejected && meeting.Stage != MeetingStage.Cancelled
                && meeting.Stage != MeetingStage.Postponed && meeting.Stage != MeetingStage.Summarised)
            .Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions)
            .AsSplitQuery().OrderBy(meeting => meeting.StartsAt).ToListAsync(cancellation);
        var told = await ToldAsync(db, [.. meetings.Select(meeting => meeting.Id)], cancellation);
        var reminded = 0;
        foreach (var meeting in meetings)
        {
            // One meeting that cannot be reminded of must not keep the others from it.
            var isDone = await RowByRow.TryAsync(
                async () => reminded += await OfAsync(db, meeting, times.Of(meeting), told, now, cancellation), "reminders", meeting.Id, logger);
            if (!isDone)
            {
                db.ChangeTracker.Clear();
            }
        }

        return reminded;
    }

    private async Task<int> OfAsync(
        DiemCauDb db, Meeting meeting, IEnumerable<DeadlineState> states,
        ILookup<(Guid Meeting, MeetingDeadline, ReminderOccasion, DateTimeOffset DueAt), Guid> told, DateTimeOffset now, CancellationToken cancellation)
    {
        var reminded = 0;
        foreach (var state in states)
        {
            if (!state.IsOpen || Occasion(meeting, state, now) is not { } occasion)
            {
                continue;
            }

            var known = told[(meeting.Id, state.Deadline, occasion, state.LatestAt)];
            var missing = (await recipients.OfAsync(db, meeting, state.Deadline, cancellation))
                .Where(account => !known.Contains(account.Id)).ToList();
            if (missing.Count > 0)
            {
                reminded += await RemindAsync(db, missing, meeting, state, occasion, now, cancellation);
            }
        }

        return reminded;
    }

    /// <summary>Who has been told what already: most of it, each time, and nothing has to be written for it.</summary>
    private static async Task<ILookup<(Guid Meeting, MeetingDeadline, ReminderOccasion, DateTimeOffset DueAt), Guid>> ToldAsync(
        DiemCauDb db, IReadOnlyList<Guid> meetings, CancellationToken cancellation) =>
        (await db.Reminders.AsNoTracking().Where(reminder => meetings.Contains(reminder.MeetingId)).ToListAsync(cancellation))
            .ToLookup(reminder => (reminder.MeetingId, reminder.Deadline, reminder.Occasion, reminder.DueAt), reminder => reminder.AccountId);

    private static ReminderOccasion? Occasion(Meeting meeting, DeadlineState state, DateTimeOffset now) => state.At(now) switch
    {
        DeadlineStanding.Due => ReminderOccasion.Due,
        // A draft that was not sent in time may simply have been given up.
        DeadlineStanding.Late when meeting.Stage != MeetingStage.Draft && now - state.LatestAt < LateWorthTelling => ReminderOccasion.Late,
        _ => null,
    };

    private async Task<int> RemindAsync(
        DiemCauDb db, IReadOnlyList<ReminderRecipients.Recipient> accounts, Meeting meeting, DeadlineState state, ReminderOccasion occasion,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Another server's insert of the same line is waited for here; ours then returns nothing.
        var fresh = await db.Reminders.FromSql(
            $"""
            insert into reminders (id, meeting_id, deadline, account_id, occasion, due_at, at)
            select gen_random_uuid(), {meeting.Id}, {state.Deadline.ToString()}, account, {occasion.ToString()}, {state.LatestAt}, {now}
            from unnest({accounts.Select(account => account.Id).Order().ToArray()}) account
            on conflict do nothing returning *
            """).AsNoTracking().ToListAsync(cancellation);
        foreach (var account in accounts.Where(account => fresh.Exists(reminder => reminder.AccountId == account.Id)))
        {
            outbox.Add(db, mails.For(account.Email, meeting, state, occasion));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return fresh.Count;
    }
}
