using System.Net;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Approval;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DiemCau.Meetings.Tests.Resources;

public sealed class AllocationTests
{
    [Fact]
    public async Task A_new_installation_knows_what_its_machine_carries_and_the_administrator_may_know_better()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var node = Assert.Single((await administrator.Get("/api/resources/nodes")).Json!.AsArray())!;
        Assert.Equal((1002, 2004, 3006), ((int)node["ports"]!, (int)node["streams"]!, (int)node["mbps"]!));

        var changed = await administrator.Put($"/api/resources/nodes/{node["id"]}", new { name = "Máy chủ tỉnh", ports = 300, streams = 600, mbps = 900, inService = true });
        var wrong = await administrator.Put($"/api/resources/nodes/{node["id"]}", new { name = "", ports = -1, streams = 600, mbps = 900, inService = true });
        var measured = await administrator.Post($"/api/resources/nodes/{node["id"]}/measurement");

        Assert.Equal(300, (int)changed["ports"]);
        Assert.Equal(["name", "ports"], wrong["errors"].AsObject().Select(field => field.Key).Order());
        Assert.Equal(1002, (int)measured["ports"]);
        var rule = await administrator.Put("/api/resources/rule", new
        {
            streamsPerSite = 3, kbpsPerStream = 1000, holdBeforeMinutes = 30, holdAfterMinutes = 15, dayBegins = "07:00:00", morningEnds = "11:30:00", afternoonBegins = "13:00:00", dayEnds = "18:00:00",
        });
        Assert.Equal(HttpStatusCode.OK, rule.Status);
        Assert.Equal(3, (int)(await administrator.Get("/api/resources/rule"))["streamsPerSite"]);
    }

    [Fact]
    public async Task Of_many_approvals_at_once_only_as_many_succeed_as_the_node_carries()
    {
        const int Meetings = 24, Sites = 5, Fit = 7;
        await using var office = await ApprovingOffice.OpenAsync(Meetings * Sites, ports: (Fit * Sites) + Sites - 1);
        var ids = new List<Guid>();
        for (var i = 0; i < Meetings; i++)
        {
            ids.Add(await office.SubmittedAsync($"Họp {i}", office.Sites.Skip(i * Sites).Take(Sites), chair: $"Chủ trì {i}"));
        }

        var answers = await Task.WhenAll(ids.Select(id => office.ApproveAsync(id)));

        Assert.Equal(Fit, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(Meetings - Fit, answers.Count(answer => answer.Code == "no_media_capacity"));
        Assert.Equal(Fit * Sites, await office.Installation.QueryAsync(db => db.Allocations.SumAsync(allocation => allocation.Ports)));
        Assert.Equal(Fit, await office.Installation.QueryAsync(db => db.Meetings.CountAsync(meeting => meeting.Stage == MeetingStage.Approved)));
    }

    [Fact]
    public async Task A_room_is_never_given_to_two_meetings_at_once()
    {
        await using var office = await ApprovingOffice.OpenAsync(9, ports: 1000);
        var ids = new List<Guid>();
        for (var i = 1; i < 9; i++)
        {
            ids.Add(await office.SubmittedAsync($"Họp {i}", [office.Sites[0], office.Sites[i]], office.Morning.AddMinutes(i * 10), chair: $"Chủ trì {i}"));
        }

        var answers = await Task.WhenAll(ids.Select(id => office.ApproveAsync(id)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Code == "sites_taken"));
    }

    [Fact]
    public async Task The_database_itself_refuses_what_does_not_fit_whoever_writes_it()
    {
        await using var office = await ApprovingOffice.OpenAsync(1, ports: 10);
        var random = new Random(20261120);
        var node = await office.Installation.QueryAsync(db => db.MediaNodes.Select(node => node.Id).SingleAsync());
        var wishes = new List<(Guid Meeting, DateTimeOffset From, DateTimeOffset To, int Ports)>();
        for (var i = 0; i < 60; i++)
        {
            var from = office.Morning.AddMinutes(random.Next(0, 480));
            wishes.Add((await DraftAsync(office), from, from.AddMinutes(random.Next(10, 180)), random.Next(1, 6)));
        }

        // None of them asks before it writes.
        var taken = await Task.WhenAll(wishes.Select(wish => office.Installation.QueryAsync(async db =>
        {
            db.Allocations.Add(new()
            {
                MeetingId = wish.Meeting, NodeId = node, StartsAt = wish.From, EndsAt = wish.To, Ports = wish.Ports, Streams = 1, Mbps = 1, CreatedAt = wish.From,
            });
            try
            {
                await db.SaveChangesAsync();
                return true;
            }
            catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation })
            {
                return false;
            }
        })));

        var kept = wishes.Where((_, i) => taken[i]).ToList();
        Assert.InRange(kept.Count, 5, 59);
        Assert.All(kept, wish => Assert.True(kept.Where(other => other.From <= wish.From && other.To > wish.From).Sum(other => other.Ports) <= 10));
        var usage = new Usage(kept.Select(wish => (wish.From, wish.To, new MediaNeed(wish.Ports, 1, 1))));
        Assert.All(wishes.Where((_, i) => !taken[i]), wish => Assert.True(usage.Busiest(wish.From, wish.To).Ports + wish.Ports > 10));
    }

    [Fact]
    public async Task What_a_meeting_held_is_free_again_when_it_is_cancelled_and_what_it_used_stays_on_the_timeline()
    {
        await using var office = await ApprovingOffice.OpenAsync(4, ports: 4);
        var first = await office.ApprovedAsync("Họp thứ nhất", office.Sites);
        var second = await office.SubmittedAsync("Họp thứ hai", office.Sites);
        Assert.Equal("no_media_capacity", (await office.ApproveAsync(second)).Code);

        await office.DoAsync(first, (meeting, by, now) => meeting.Cancel("Không tổ chức", by, now));
        Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(second)).Status);
        office.Installation.Time.Advance(office.Morning - office.Installation.Time.GetUtcNow());
        await office.DoAsync(second, (meeting, by, now) => meeting.Connect(by, now) ?? meeting.Open(by, now));
        office.Installation.Time.Advance(TimeSpan.FromHours(1));
        await office.DoAsync(second, (meeting, by, now) => meeting.End(by, now));

        var ended = await office.Installation.QueryAsync(db => db.Allocations.SingleAsync());
        Assert.Equal(office.Morning.AddHours(-1), ended.StartsAt);
        Assert.InRange(ended.EndsAt, office.Morning.AddMinutes(59), office.Morning.AddMinutes(61));
    }

    [Fact]
    public async Task An_ad_hoc_meeting_needs_no_approval_but_takes_capacity_and_rooms_do_not_hold_it_up()
    {
        await using var office = await ApprovingOffice.OpenAsync(6, ports: 5);
        await office.ApprovedAsync("Giao ban", office.Sites.Take(2));

        var adHoc = await office.SubmittedAsync("Phòng, chống bão", office.Sites.Skip(1).Take(3), kind: MeetingKind.AdHoc, chair: "Trần Văn D");
        var (_, refusal) = await office.TrySubmitAsync("Họp nhanh", office.Sites.Skip(4), kind: MeetingKind.AdHoc, chair: "Phạm Thị E");

        Assert.Equal(MeetingStage.Notified, await office.StageAsync(adHoc));
        Assert.Equal("no_media_capacity", refusal);
        Assert.Equal(5, await office.Installation.QueryAsync(db => db.Allocations.SumAsync(allocation => allocation.Ports)));
    }

    [Fact]
    public async Task The_timeline_shows_what_is_taken_step_by_step_and_the_rooms()
    {
        await using var office = await ApprovingOffice.OpenAsync(5, ports: 10);
        await office.ApprovedAsync("Giao ban", office.Sites.Take(3));
        var later = await office.ApprovedAsync("Sơ kết", office.Sites.Skip(3), office.Morning.AddHours(1));
        var span = $"from={office.Morning.AddHours(-4):yyyy-MM-ddTHH:mm:ssZ}&to={office.Morning.AddHours(12):yyyy-MM-ddTHH:mm:ssZ}";

        var node = (await office.Officer.Get($"/api/resources/timeline?{span}")).Json![0]!;
        var rooms = (await office.Officer.Get($"/api/resources/site-timeline?{span}&meetingId={later}")).Json!.AsArray();

        // Sites connect an hour before.
        Assert.Equal([0, 3, 5, 2, 0], node["steps"]!.AsArray().Select(step => (int)step!["taken"]!["ports"]!));
        Assert.Equal(["Giao ban", "Sơ kết"], node["meetings"]!.AsArray().Select(held => (string?)held!["title"]));
        Assert.Equal(["UBND các xã – Điểm cầu 4", "UBND các xã – Điểm cầu 5"], rooms.Select(room => (string?)room!["name"]));
        var asStranger = (await office.Department.Get($"/api/resources/timeline?{span}")).Json![0]!;
        Assert.Equal(2, asStranger["meetings"]!.AsArray().Count);

        // Another unit sees that something is taken, not what it is.
        var other = await office.Installation.Member(await office.Installation.Unit("Sở Tài chính", kind: UnitKind.Office));
        var taken = (await other.Get($"/api/resources/timeline?{span}")).Json!.AsArray()
            .Concat((await other.Get($"/api/resources/site-timeline?{span}")).Json!.AsArray()).SelectMany(row => row!["meetings"]!.AsArray()).ToList();
        Assert.Equal(7, taken.Count);
        Assert.All(taken, holding => Assert.Equal((null, null), ((string?)holding!["title"], (string?)holding["meetingId"])));
        Assert.All(taken, holding => Assert.NotNull(holding!["priority"]));
        var nextDay = $"from={office.Morning.AddHours(20):yyyy-MM-ddTHH:mm:ssZ}&to={office.Morning.AddHours(44):yyyy-MM-ddTHH:mm:ssZ}";
        Assert.Empty((await other.Get($"/api/resources/site-timeline?{nextDay}")).Json!.AsArray());
        Assert.NotNull((await office.Officer.Get("/api/resources/timeline?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z"))["errors"]["to"]);
    }

    private static Task<Guid> DraftAsync(ApprovingOffice office) => office.Installation.QueryAsync(async db =>
    {
        var draft = Meeting.Draft(office.DepartmentId, MeetingActor.System, office.Installation.Time.GetUtcNow());
        db.Meetings.Add(draft);
        await db.SaveChangesAsync();
        return draft.Id;
    });
}
