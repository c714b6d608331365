using System.Net;
using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Preparation;

public sealed class ReconfirmingTests : IAsyncLifetime
{
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await Branch.OpenAsync();

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task A_moved_meeting_asks_for_its_roster_and_checklist_anew_and_keeps_the_names_as_a_proposal()
    {
        var meeting = await _branch.AnnouncedAsync();
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);
        Assert.DoesNotContain(await TasksAsync(), task => task.StartsWith("task.preparation", StringComparison.Ordinal));

        await MoveAsync(meeting);

        var station = (await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite))).Json!;
        Assert.True((bool)station["needsConfirming"]!);
        Assert.False((bool)station["hasRoster"]!);
        Assert.Equal(["Nguyễn Văn A", "Y Bhiông"], station["people"]!.AsArray().Select(person => (string?)person!["name"]));
        Assert.All(station["checks"]!.AsArray(), check => Assert.Equal((null, true), ((bool?)check!["isDone"], (bool)check["earlier"]!)));
        var summary = Branch.StationOf(await _branch.Department.Get(Branch.Preparation(meeting)), _branch.CommuneSite);
        Assert.Equal((true, 0, false), ((bool)summary["needsConfirming"]!, (int)summary["done"]!, (bool)summary["hasRoster"]!));
        Assert.Equal(["task.preparation.confirm"], (await TasksAsync()).Where(task => task.StartsWith("task.preparation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_click_says_that_all_is_as_before_for_a_site_or_for_all_that_one_keeps()
    {
        var meeting = await _branch.AnnouncedAsync();
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);
        await Branch.PrepareAsync(_branch.District, meeting, _branch.NeighbourSite);
        await Branch.PrepareAsync(_branch.Elsewhere, meeting, _branch.ElsewhereSite);
        await MoveAsync(meeting);

        var confirmed = await _branch.Commune.Post(Branch.At(meeting, _branch.CommuneSite) + "/confirm", new { });
        var all = await _branch.District.Post(Branch.Preparation(meeting) + "/confirm", new { });

        Assert.Equal((false, true), ((bool)confirmed["needsConfirming"]!, (bool)confirmed["hasRoster"]!));
        Assert.All(confirmed["checks"].AsArray(), check => Assert.True((bool)check!["isDone"]!));
        Assert.Equal(1, (int)all["stations"]!);
        var page = await _branch.Department.Get(Branch.Preparation(meeting));
        Assert.False((bool)Branch.StationOf(page, _branch.NeighbourSite)["needsConfirming"]!);
        Assert.True((bool)Branch.StationOf(page, _branch.ElsewhereSite)["needsConfirming"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await _branch.Elsewhere.Post(Branch.At(meeting, _branch.CommuneSite) + "/confirm", new { })).Status);
    }

    [Fact]
    public async Task Whoever_writes_a_roster_anew_has_confirmed_it_and_a_mark_counts_for_the_new_time()
    {
        var meeting = await _branch.AnnouncedAsync();
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);
        await MoveAsync(meeting);

        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);

        Assert.False((bool)(await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite)))["needsConfirming"]!);
    }

    private async Task<IReadOnlyList<string>> TasksAsync() =>
        [.. (await _branch.Commune.Get("/api/home/tasks")).Json!.AsArray().Select(task => (string)task!["kind"]!)];

    /// <summary>To the day after, as its unit does in the form.</summary>
    private Task MoveAsync(Guid id) => _branch.Installation.QueryAsync(async db =>
    {
        var meeting = (await db.FindMeetingAsync(id, null, default))!;
        var content = meeting.Content with { StartsAt = meeting.StartsAt!.Value.AddDays(1), EndsAt = meeting.EndsAt!.Value.AddDays(1) };
        Assert.Null(meeting.Rewrite(content, new(DateTimeOffset.MaxValue, "", HasPapers: true), MeetingActor.System, _branch.Installation.Time.GetUtcNow()));
        Assert.Null(await _branch.Installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
        return true;
    });
}
