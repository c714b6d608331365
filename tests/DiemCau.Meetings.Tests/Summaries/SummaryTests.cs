using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.OutsideMeetings;
using DiemCau.Meetings.Tests.Preparation;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Summaries;

public sealed class SummaryTests : IAsyncLifetime
{
    private static readonly object Whole = new { version = 0, conclusions = "Các xã hoàn thành báo cáo trước 20/12.", quality = "good", remarks = "Đường truyền ổn định." };

    private Branch _branch = null!;
    private Guid _meeting;

    public async Task InitializeAsync()
    {
        _branch = await Branch.OpenAsync();
        _meeting = await _branch.AnnouncedAsync("Họp với Bộ Y tế", MeetingKind.Outside, days: 0.1);
    }

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task The_summary_brings_the_meeting_to_its_last_stage()
    {
        Assert.Equal("meeting_wrong_stage", (await _branch.Department.Put(At(), Whole)).Code);
        await EndAsync();
        Assert.Equal("task.summary.write", await TaskAsync());

        var draft = await _branch.Department.Put(At(), new { version = 0, conclusions = "Các xã" });
        Assert.Equal((1, MeetingStage.Ended), ((int)draft["version"], await _branch.StageAsync(_meeting)));
        Assert.Null((string?)(await _branch.Commune.Get(At())).Json!["conclusions"]); // nobody reads what is not finished

        var meetingVersion = (int)draft["meetingVersion"];
        Assert.Equal("validation", (await _branch.Department.Post(At("/complete"), new { meetingVersion, summary = new { version = 1, conclusions = "x" } })).Code);
        Assert.Equal("summary_changed_meanwhile", (await _branch.Department.Post(At("/complete"), new { meetingVersion, summary = Whole })).Code);
        Assert.Equal("forbidden", (await _branch.Commune.Post(At("/complete"), new { meetingVersion, summary = Whole })).Code);
        var done = await _branch.Department.Post(
            At("/complete"), new { meetingVersion, summary = new { version = 1, conclusions = "Các xã hoàn thành báo cáo.", quality = "good" } });

        Assert.Equal(MeetingStage.Summarised, await _branch.StageAsync(_meeting));
        Assert.Equal("summarised", (string?)done["stage"]);
        Assert.Null(await TaskAsync());
        Assert.Equal("Các xã hoàn thành báo cáo.", (string?)(await _branch.Commune.Get(At())).Json!["conclusions"]);
    }

    [Fact]
    public async Task What_is_summarised_may_be_corrected_but_not_emptied()
    {
        await EndAsync();
        var meetingVersion = (int)(await _branch.Department.Get(At())).Json!["meetingVersion"]!;
        await _branch.Department.Post(At("/complete"), new { meetingVersion, summary = Whole });
        Assert.Equal("validation", (await _branch.Department.Put(At(), new { version = 1 })).Code);
        Assert.Null((await _branch.Department.Put(At(), new { version = 1, conclusions = "Sửa hạn: 25/12.", quality = "acceptable" })).Code);
        Assert.Equal("acceptable", (string?)(await _branch.Commune.Get(At())).Json!["quality"]);
    }

    private string At(string path = "") => $"/api/meetings/{_meeting}/summary{path}";

    private async Task EndAsync()
    {
        _branch.Installation.Time.Advance(TimeSpan.FromHours(5));
        await _branch.Installation.Services.GetRequiredService<OutsideCourse>().FollowAsync(default);
    }

    private async Task<string?> TaskAsync() => (string?)(await _branch.Department.Get("/api/home/tasks")).Json!.AsArray()
        .OfType<JsonNode>().FirstOrDefault(task => (Guid?)task["meeting"]?["id"] == _meeting)?["kind"];
}
