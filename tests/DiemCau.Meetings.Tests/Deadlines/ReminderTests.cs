using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Lifecycle;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Meetings.Tests.Deadlines;

public sealed class ReminderTests
{
    private static readonly MeetingActor Clerk = new(null, "Sở Y tế");

    [Fact]
    public async Task Whoever_has_to_act_is_reminded_once_when_it_is_due_and_once_when_it_is_late()
    {
        await using var installation = await TestInstallation.StartAsync();
        var unit = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        var reminders = installation.Services.GetRequiredService<Reminders>();

        await reminders.RemindAsync(default);
        await reminders.RemindAsync(default);

        Assert.Equal(["Due", "Due"], await RemindersOfAsync(installation)); // to connect and to be ready
        Assert.Equal(2, await ReminderMailsAsync(installation));
        var mine = (await unit.Get("/api/reminders?unread=true")).Json!;
        Assert.Equal(2, (int)mine["total"]!);

        installation.Time.Advance(TimeSpan.FromMinutes(80));
        await reminders.RemindAsync(default);
        Assert.Equal(["Due", "Due", "Late", "Late"], await RemindersOfAsync(installation));
        await unit.Post("/api/reminders/read", new { });
        Assert.Equal(0, (int)(await unit.Get("/api/reminders?unread=true")).Json!["total"]!);
        Assert.Equal(4, (int)(await unit.Get("/api/reminders")).Json!["total"]!);
    }

    [Fact]
    public async Task What_is_done_is_nobodys_unread_reminder_any_more()
    {
        await using var installation = await TestInstallation.StartAsync();
        var unit = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        var reminders = installation.Services.GetRequiredService<Reminders>();
        await reminders.RemindAsync(default);

        await using (var db = await installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync())
        {
            var meeting = (await db.FindMeetingAsync((await db.Meetings.SingleAsync()).Id, null, default))!;
            Assert.Null(meeting.Connect(MeetingActor.System, installation.Time.GetUtcNow()));
            Assert.Null(await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
        }

        var unread = (await unit.Get("/api/reminders?unread=true")).Json!["items"]!.AsArray();
        Assert.Equal("readiness", (string?)Assert.Single(unread)!["deadline"]);
        installation.Time.Advance(TimeSpan.FromMinutes(80));
        await reminders.RemindAsync(default);
        Assert.Equal(["Due", "Due", "Late"], await RemindersOfAsync(installation)); // nobody is told that the connection is late
    }

    [Fact]
    public async Task Two_servers_at_once_remind_once()
    {
        await using var installation = await TestInstallation.StartAsync();
        await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => installation.Services.GetRequiredService<Reminders>().RemindAsync(default)));
        Assert.Equal(2, await ReminderMailsAsync(installation));
    }

    [Fact]
    public async Task Killed_at_any_step_it_has_reminded_everybody_once_in_the_end()
    {
        await using var installation = await TestInstallation.StartAsync();
        await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        var services = installation.Services;
        for (var step = 1; ; step++)
        {
            var victim = new Victim(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), step);
            var reminders = new Reminders(victim, services.GetRequiredService<MeetingClock>(), services.GetRequiredService<ReminderRecipients>(),
                services.GetRequiredService<ReminderMails>(), services.GetRequiredService<MailOutbox>(), installation.Time, NullLogger<Reminders>.Instance);
            try
            {
                await reminders.RemindAsync(default);
            }
            catch (Exception) when (victim.IsDead)
            {
                // What stands in the database now is what a killed server would have left.
            }

            Assert.Equal((await RemindersOfAsync(installation)).Count, await ReminderMailsAsync(installation));
            if (!victim.IsDead)
            {
                break;
            }

            Assert.True(step < 100);
        }

        Assert.Equal(["Due", "Due"], await RemindersOfAsync(installation));
        Assert.Equal(2, await ReminderMailsAsync(installation));
    }

    [Fact]
    public async Task While_everybody_was_told_a_round_asks_for_meetings_alone_and_later_for_accounts_that_are_new()
    {
        await using var installation = await TestInstallation.StartAsync();
        await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        var services = installation.Services;
        var counted = new Victim(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), dyingStep: -1);
        var reminders = new Reminders(counted, services.GetRequiredService<MeetingClock>(), services.GetRequiredService<ReminderRecipients>(),
            services.GetRequiredService<ReminderMails>(), services.GetRequiredService<MailOutbox>(), installation.Time,
            NullLogger<Reminders>.Instance);
        await reminders.RemindAsync(default);

        var before = counted.Steps;
        await reminders.RemindAsync(default);
        // Rules, days, meetings with passages and exemptions.
        Assert.InRange(counted.Steps - before, 1, 6);

        await installation.QueryAsync(db => db.Reminders.Where(reminder => reminder.Deadline == MeetingDeadline.Connection).ExecuteDeleteAsync());
        installation.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await reminders.RemindAsync(default));
    }

    [Fact]
    public async Task Meetings_that_cannot_have_anything_due_are_not_loaded()
    {
        await using var installation = await TestInstallation.StartAsync();
        var now = installation.Time.GetUtcNow();
        await using var db = await installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();

        var (after, before) = (await installation.Services.GetRequiredService<MeetingClock>().TimesAsync(db, now, default)).MayBeDue(now, TimeSpan.FromDays(3));

        // Five working days and a day of warning before, five and three days of telling after; holidays make them longer.
        Assert.InRange(before - now, TimeSpan.FromDays(7), TimeSpan.FromDays(30));
        Assert.InRange(now - after, TimeSpan.FromDays(9), TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task What_nobody_can_be_reminded_of_again_is_forgotten()
    {
        await using var installation = await TestInstallation.StartAsync();
        await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        await MeetingInAnHourAsync(installation);
        var reminders = installation.Services.GetRequiredService<Reminders>();
        await reminders.RemindAsync(default);

        installation.Time.Advance(TimeSpan.FromDays(89));
        await reminders.ForgetAsync(default);
        Assert.Contains("Due", await RemindersOfAsync(installation));

        installation.Time.Advance(TimeSpan.FromDays(2));
        await reminders.ForgetAsync(default);
        Assert.Empty(await RemindersOfAsync(installation));
    }

    private static async Task MeetingInAnHourAsync(TestInstallation installation)
    {
        var now = installation.Time.GetUtcNow();
        await using var db = await installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();
        var unit = await db.Units.SingleAsync(unit => unit.Name == "Sở Y tế");
        var meeting = Meeting.Draft(unit.Id, Clerk, now);
        Assert.Null(meeting.Rewrite(
            MeetingExamples.Content(kind: MeetingKind.AdHoc) with { StartsAt = now.AddMinutes(65), EndsAt = now.AddHours(4) }, MeetingExamples.Terms, Clerk, now));
        Assert.Null(meeting.Submit(MeetingExamples.Terms, Clerk, now));
        db.Meetings.Add(meeting);
        Assert.Null(await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
    }

    private static Task<List<string>> RemindersOfAsync(TestInstallation installation) => installation.QueryAsync(async db =>
        (await db.Reminders.OrderBy(reminder => reminder.At).ToListAsync()).Select(reminder => reminder.Occasion.ToString()).ToList());

    private static async Task<int> ReminderMailsAsync(TestInstallation installation) =>
        (await installation.MailsToAsync("soyte@tinh.gov.vn")).Count(mail => mail.Text.Contains("/cuoc-hop/", StringComparison.Ordinal));
}
