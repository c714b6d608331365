using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.Approval;

public sealed class CounterProposalTests
{
    [Fact]
    public async Task Of_any_time_it_is_said_what_stands_in_the_way_and_whether_the_day_is_worked()
    {
        await using var office = await ApprovingOffice.OpenAsync(4, ports: 4);
        await office.ApprovedAsync("Giao ban", office.Sites, chair: "Nguyễn Văn A");
        var id = await office.SubmittedAsync("Tổng kết", office.Sites.Take(2), office.Morning.AddDays(-1), chair: "Nguyễn Văn A");
        var holiday = DateOnly.FromDateTime(office.Morning.UtcDateTime).AddDays(1);
        await office.Installation.Change(db => db.CalendarDays.Add(new() { Day = holiday, Morning = false, Afternoon = true, Name = "Ngày truyền thống của tỉnh" }));

        var taken = await LookAsync(office, id, office.Morning.AddHours(1));
        var free = await LookAsync(office, id, office.Morning.AddHours(9));
        var off = await LookAsync(office, id, office.Morning.AddDays(1));
        var afternoon = await LookAsync(office, id, office.Morning.AddDays(1).AddHours(6));
        var past = await LookAsync(office, id, office.Installation.Time.GetUtcNow().AddHours(-1));

        Assert.False((bool)taken["fits"]!);
        Assert.Equal(office.Morning.AddHours(3), (DateTimeOffset)taken["endsAt"]!);
        var against = Sentences(taken, "against");
        Assert.StartsWith("Không đủ cổng kết nối: cuộc họp cần 2 cổng, vào 09h00–11h00 ngày", against[0], StringComparison.Ordinal);
        Assert.StartsWith("Điểm cầu Điểm cầu 1, Điểm cầu 2 đã có cuộc họp “Giao ban” vào 08h00–10h00", against[1], StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Văn A cũng chủ trì cuộc họp “Giao ban”", against[2], StringComparison.Ordinal);
        Assert.True((bool)free["fits"]! && Sentences(free, "against").Count == 0);
        Assert.Equal($"{holiday:dd/MM/yyyy} không phải ngày làm việc (Ngày truyền thống của tỉnh).", Assert.Single(Sentences(off, "daysOff")));
        Assert.Empty(Sentences(afternoon, "daysOff"));
        Assert.True((bool)past["isPast"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Department.Get(Address(id, office.Morning))).Status);
    }

    [Fact]
    public async Task A_time_that_does_not_fit_is_proposed_knowingly_only_and_the_unit_reads_what_is_in_the_way()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var first = await office.ApprovedAsync("Trước", office.Sites);
        var id = await office.SubmittedAsync("Sau", office.Sites, office.Morning.AddDays(1), chair: "B");
        var version = await office.VersionAsync(id);

        var unasked = await office.Officer.Post($"/api/approvals/{id}/counter-proposal", new { version, times = new[] { office.Morning } });
        var knowingly = await office.Officer.Post($"/api/approvals/{id}/counter-proposal", new { version, times = new[] { office.Morning }, knowingly = true });

        Assert.Equal("proposal_does_not_fit", unasked.Code);
        Assert.Contains("Không đủ cổng kết nối", (string)unasked["detail"]!, StringComparison.Ordinal);
        Assert.Equal("returned", (string?)knowingly["stage"]);
        Assert.StartsWith("Văn phòng đề nghị họp lúc 08h00", (string)knowingly["reason"]!, StringComparison.Ordinal);
        Assert.Contains("Xin lưu ý, còn vướng và Văn phòng sẽ xử lý trước khi duyệt: Không đủ cổng", (string)knowingly["reason"]!, StringComparison.Ordinal);

        // The unit accepts; it is approved only when the office has really made room.
        await office.Department.Post($"/api/meetings/{id}/proposals/accept", new { version = await office.VersionAsync(id), startsAt = office.Morning });
        Assert.Equal(HttpStatusCode.Conflict, (await office.ApproveAsync(id)).Status);
        await office.DoAsync(first, (meeting, by, now) => meeting.Postpone("Nhường giờ", by, now));
        Assert.Equal("approved", (string?)(await office.ApproveAsync(id))["stage"]);
    }

    [Fact]
    public async Task Any_free_time_may_be_proposed_but_neither_the_past_nor_the_same()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);
        var version = await office.VersionAsync(id);

        Assert.NotNull((await ProposeAsync(office.Installation.Time.GetUtcNow().AddMinutes(-5)))["errors"]["times"]);
        Assert.NotNull((await ProposeAsync(office.Morning))["errors"]["times"]);
        var proposed = await ProposeAsync(office.Morning.AddDays(3).AddMinutes(10), "Chủ trì bận việc đột xuất.");

        Assert.StartsWith("Chủ trì bận việc đột xuất. Văn phòng đề nghị họp lúc 08h10", (string)proposed["reason"]!, StringComparison.Ordinal);
        Assert.Equal(MeetingStage.Returned, await office.StageAsync(id));

        Task<Answer> ProposeAsync(DateTimeOffset startsAt, string? reason = null) =>
            office.Officer.Post($"/api/approvals/{id}/counter-proposal", new { version, times = new[] { startsAt }, reason });
    }

    [Fact]
    public async Task Up_to_three_times_are_proposed_and_the_unit_accepts_any_one_of_them()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        await office.ApprovedAsync("Trước", office.Sites);
        var id = await office.SubmittedAsync("Sau", office.Sites, chair: "B");
        var version = await office.VersionAsync(id);
        DateTimeOffset[] times = [office.Morning.AddHours(5.5), office.Morning.AddDays(1), office.Morning.AddDays(2)];

        Assert.NotNull((await ProposeAsync([]))["errors"]["times"]);
        Assert.NotNull((await ProposeAsync([.. times, office.Morning.AddDays(3)]))["errors"]["times"]);
        var proposed = await ProposeAsync([times[2], times[0], times[1], times[0]]);

        // The generated reason names what stands in the way, and no times but those that can be accepted.
        var reason = (string)proposed["reason"]!;
        Assert.StartsWith("Không đủ cổng kết nối", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Có thể họp lúc", reason, StringComparison.Ordinal);
        Assert.Contains("Văn phòng đề nghị họp lúc 13h30 ngày", reason, StringComparison.Ordinal);
        var offered = (await office.Department.Get($"/api/meetings/{id}/proposals"))["proposals"].AsArray();
        Assert.Equal(times, offered.Select(time => (DateTimeOffset)time!));
        var task = Assert.Single((await office.Department.Get("/api/home/tasks")).Json!.AsArray(), task => (Guid?)task!["meeting"]?["id"] == id)!;
        Assert.StartsWith("Nhận một giờ Văn phòng đề nghị: 13h30 ngày ", (string)task["text"]!, StringComparison.Ordinal);

        var accepted = await office.Department.Post($"/api/meetings/{id}/proposals/accept", new { version = await office.VersionAsync(id), startsAt = times[1] });
        Assert.Equal("pendingApproval", (string?)accepted["stage"]);
        Assert.Empty((await office.Department.Get($"/api/meetings/{id}/proposals"))["proposals"].AsArray());

        Task<Answer> ProposeAsync(DateTimeOffset[] wished) => office.Officer.Post($"/api/approvals/{id}/counter-proposal", new { version, times = wished });
    }

    private static async Task<JsonNode> LookAsync(ApprovingOffice office, Guid id, DateTimeOffset at) => (await office.Officer.Get(Address(id, at))).Json!;

    private static string Address(Guid id, DateTimeOffset at) => $"/api/approvals/{id}/other-time?startsAt={Uri.EscapeDataString(at.ToString("O"))}";

    private static List<string> Sentences(JsonNode view, string field) => [.. view[field]!.AsArray().Select(sentence => (string)sentence!)];
}
