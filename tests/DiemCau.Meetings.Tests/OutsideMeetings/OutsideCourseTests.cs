using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.OutsideMeetings;
using DiemCau.Meetings.Tests.Preparation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.OutsideMeetings;

public sealed class OutsideCourseTests : IAsyncLifetime
{
    private Branch _branch = null!;
    private Guid _meeting;

    public async Task InitializeAsync()
    {
        _branch = await Branch.OpenAsync();
        _meeting = await _branch.AnnouncedAsync("Họp với Văn phòng Chính phủ", MeetingKind.Outside, days: 0.1);
    }

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task It_is_opened_and_ended_by_its_times_once_however_many_servers_look()
    {
        await FollowAsync();
        Assert.Equal(MeetingStage.Notified, await _branch.StageAsync(_meeting));
        _branch.Installation.Time.Advance(TimeSpan.FromHours(2.5));
        await FollowAsync();
        Assert.Equal(MeetingStage.InSession, await _branch.StageAsync(_meeting));
        _branch.Installation.Time.Advance(TimeSpan.FromHours(2));
        await FollowAsync();
        Assert.Equal(MeetingStage.Ended, await _branch.StageAsync(_meeting));
        Assert.Equal([MeetingVerb.Open, MeetingVerb.End], await VerbsAsync());
    }

    [Fact]
    public async Task A_server_that_was_down_all_the_time_finds_what_it_has_missed()
    {
        _branch.Installation.Time.Advance(TimeSpan.FromHours(5));
        await FollowAsync();
        Assert.Equal(MeetingStage.Ended, await _branch.StageAsync(_meeting));
        Assert.Equal([MeetingVerb.Open, MeetingVerb.End], await VerbsAsync());
    }

    [Fact]
    public async Task Attendance_is_written_by_hand_by_each_unit_and_by_whoever_leads()
    {
        Assert.Equal("meeting_wrong_stage", (await CallAsync(_branch.Commune, _branch.CommuneSite, new { state = "online", people = 12 })).Code);
        _branch.Installation.Time.Advance(TimeSpan.FromHours(2.5));
        await FollowAsync();

        Assert.Null((await CallAsync(_branch.Commune, _branch.CommuneSite, new { state = "online", people = 12 })).Code);
        Assert.Equal("forbidden", (await CallAsync(_branch.Commune, _branch.NeighbourSite, new { state = "online" })).Code);
        Assert.Equal("validation", (await CallAsync(_branch.District, _branch.NeighbourSite, new { state = "absent" })).Code);
        Assert.Null((await CallAsync(_branch.District, _branch.NeighbourSite, new { state = "absent", reason = "Mất điện toàn xã" })).Code);
        Assert.Null((await CallAsync(_branch.Department, _branch.MainSite, new { state = "inPerson", people = 30 })).Code);
        Assert.Equal(1, (int)(await _branch.Department.Post(At("/online")))["called"]);

        var all = (await _branch.Department.Get(At())).Json!;
        Assert.Equal((3, 1, 0, 42), ((int)all["present"]!, (int)all["absent"]!, (int)all["notCalled"]!, (int)all["people"]!));
        var own = Assert.Single((await _branch.Commune.Get(At())).Json!["sites"]!.AsArray())!;
        Assert.Equal(("online", 12), ((string?)own["state"], (int)own["people"]!));
    }

    [Fact]
    public async Task Our_own_media_servers_have_nothing_to_do_with_it()
    {
        var page = await _branch.Department.Get(Branch.Preparation(_meeting));
        Assert.DoesNotContain("mcu", page["stations"].AsArray().Select(station => (string?)station!["role"]));
        Assert.Equal("not_found", (await _branch.McuOperator.Put(Branch.At(_meeting, null) + "/duty", Branch.Pair())).Code);
        Assert.DoesNotContain(
            (await _branch.McuOperator.Get("/api/home/tasks")).Json!.AsArray(), task => (Guid?)task!["meeting"]?["id"] == _meeting);
    }

    private string At(string path = "") => $"/api/meetings/{_meeting}/attendance{path}";

    private Task<Answer> CallAsync(Browser by, Guid site, object fields) => by.Put(At($"/sites/{site}"), fields);

    /// <summary>As several servers do at once.</summary>
    private Task FollowAsync() =>
        Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _branch.Installation.Services.GetRequiredService<OutsideCourse>().FollowAsync(default)));

    private Task<List<MeetingVerb>> VerbsAsync() => _branch.Installation.QueryAsync(db => db.StagePassages
        .Where(passage => passage.MeetingId == _meeting && passage.Verb != MeetingVerb.Submit).OrderBy(passage => passage.At).ThenBy(passage => passage.Id)
        .Select(passage => passage.Verb).ToListAsync());
}
