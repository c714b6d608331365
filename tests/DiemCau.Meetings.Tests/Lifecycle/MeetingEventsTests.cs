using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static DiemCau.Meetings.Tests.Lifecycle.MeetingExamples;

namespace DiemCau.Meetings.Tests.Lifecycle;

public sealed class MeetingEventsTests
{
    [Fact]
    public async Task A_meeting_of_two_hundred_sites_is_kept_and_read_again()
    {
        await using var installation = await TestInstallation.StartAsync();
        var content = Content(200) with { Recurrence = new(RecurrenceStep.Weekly, 1, 4, true) };
        var id = await SavedAsync(installation, content);

        var read = await installation.QueryAsync(db => db.FindMeetingAsync(id, null, default));

        Assert.Empty(MeetingDifferences.Between(content, read!.Content));
        Assert.Equal((201, MeetingStage.PendingApproval), (read.SiteCount, read.Stage));
        Assert.True(read.Number > 0);
    }

    [Fact]
    public async Task Everything_after_the_draft_is_in_the_journal_with_its_differences()
    {
        await using var installation = await TestInstallation.StartAsync();
        var id = await SavedAsync(installation, Content());
        await ChangeAsync(installation, id, meeting => meeting.Rewrite(meeting.Content with { Title = "Đã sửa" }, Terms, Clerk, Now));
        await ChangeAsync(installation, id, meeting => meeting.Return("Bổ sung kịch bản", Office, Now));

        var entries = await installation.QueryAsync(db => db.Journal.Where(entry => entry.Subject == id.ToString()).OrderBy(entry => entry.Id).ToListAsync());

        Assert.Equal(["meeting.submit", "meeting.rewrite", "meeting.return"], entries.Select(entry => entry.Action));
        Assert.Contains("Đã sửa", entries[1].Detail, StringComparison.Ordinal);
        Assert.Contains("Bổ sung kịch bản", entries[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_the_second_is_told()
    {
        await using var installation = await TestInstallation.StartAsync();
        var id = await SavedAsync(installation, Content());
        await using var one = await NewContextAsync(installation);
        await using var other = await NewContextAsync(installation);
        var (first, second) = (await one.FindMeetingAsync(id, null, default), await other.FindMeetingAsync(id, null, default));
        Assert.Null(first!.Approve(Office, Now));
        Assert.Null(second!.Reject("Trùng lịch", Office, Now));

        var events = installation.Services.GetRequiredService<MeetingEvents>();
        Assert.Null(await events.SaveAsync(one, first, default));
        Assert.Equal("meeting_changed_meanwhile", (await events.SaveAsync(other, second, default))?.Code);
        Assert.Equal(MeetingStage.Approved, await installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Stage).SingleAsync()));
    }

    [Fact]
    public async Task What_was_read_long_ago_does_not_overwrite_what_is_newer()
    {
        await using var installation = await TestInstallation.StartAsync();
        var id = await SavedAsync(installation, Content());
        var read = await installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Version).SingleAsync());
        await ChangeAsync(installation, id, meeting => meeting.Rewrite(meeting.Content with { Title = "Mới hơn" }, Terms, Clerk, Now));

        await using var db = await NewContextAsync(installation);
        var meeting = await db.FindMeetingAsync(id, read, default);
        meeting!.Rewrite(meeting.Content with { Title = "Cũ" }, Terms, Clerk, Now);
        Assert.Equal("meeting_changed_meanwhile", (await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default))?.Code);
    }

    [Fact]
    public async Task A_listener_that_refuses_undoes_everything()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.AddSingleton<IMeetingListener, Stubborn>());
        var id = await SavedAsync(installation, Content());
        await using var db = await NewContextAsync(installation);
        var meeting = await db.FindMeetingAsync(id, null, default);
        Assert.Null(meeting!.Approve(Office, Now));

        Assert.Equal("forbidden", (await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default))?.Code);

        Assert.Equal(MeetingStage.PendingApproval, await installation.QueryAsync(db => db.Meetings.Where(known => known.Id == id).Select(known => known.Stage).SingleAsync()));
        Assert.Equal(0, await installation.QueryAsync(db => db.Journal.CountAsync(entry => entry.Action == "meeting.approve")));
    }

    private static async Task<Guid> SavedAsync(TestInstallation installation, MeetingContent content)
    {
        await using var db = await NewContextAsync(installation);
        var unit = new Unit { Id = Guid.NewGuid(), Name = "Sở Y tế", CreatedAt = Now };
        db.Add(unit);
        await db.SaveChangesAsync();
        var meeting = Meeting.Draft(unit.Id, new(null, "Sở Y tế"), Now);
        Assert.Null(meeting.Rewrite(content, Terms, Clerk, Now));
        Assert.Null(meeting.Submit(Terms, Clerk, Now));
        db.Meetings.Add(meeting);
        Assert.Null(await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
        return meeting.Id;
    }

    private static async Task ChangeAsync(TestInstallation installation, Guid id, Func<Meeting, Refusal?> change)
    {
        await using var db = await NewContextAsync(installation);
        var meeting = await db.FindMeetingAsync(id, null, default);
        Assert.Null(change(meeting!));
        Assert.Null(await installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting!, default));
    }

    private static Task<DiemCauDb> NewContextAsync(TestInstallation installation) =>
        installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();

    private sealed class Stubborn : IMeetingListener
    {
        public Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation) =>
            Task.FromResult(happened.Verb == MeetingVerb.Approve ? Refusals.Forbidden : null);
    }
}
