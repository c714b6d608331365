using System.Net;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Resources;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Approval;

public sealed class DecisionTests
{
    [Fact]
    public async Task The_queue_has_the_highest_priority_first_and_a_clock_that_ends_the_same_day()
    {
        await using var office = await ApprovingOffice.OpenAsync(8, ports: 100);
        await office.SubmittedAsync("Thường", office.Sites.Take(2));
        await office.SubmittedAsync("Gấp", office.Sites.Skip(2).Take(2), priority: MeetingPriority.Urgent, chair: "B");
        await office.SubmittedAsync("Lãnh đạo tỉnh", office.Sites.Skip(4).Take(2), priority: MeetingPriority.ProvincialLeaders, chair: "C");
        await office.SubmittedAsync("Khẩn cấp", office.Sites.Skip(6).Take(2), priority: MeetingPriority.Emergency, chair: "D");

        var queue = (await office.Officer.Get("/api/approvals")).Json!["items"]!.AsArray();

        Assert.Equal(["Lãnh đạo tỉnh", "Khẩn cấp", "Gấp", "Thường"], queue.Select(item => (string?)item!["title"]));
        Assert.All(queue, item =>
        {
            Assert.True((bool)item!["fits"]!);
            var wait = (DateTimeOffset)item["dueAt"]! - (DateTimeOffset)item["submittedAt"]!;
            Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromDays(12)); // the longest run of days off is Tết's
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Department.Get("/api/approvals")).Status);
    }

    [Fact]
    public async Task One_request_approves_allocates_and_tells_the_unit()
    {
        await using var office = await ApprovingOffice.OpenAsync(3, ports: 10);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);

        var answer = await office.ApproveAsync(id);

        Assert.Equal("approved", (string?)answer["stage"]);
        var allocation = await office.Installation.QueryAsync(db => db.Allocations.SingleAsync());
        Assert.Equal((id, 3, office.Morning.AddHours(-1)), (allocation.MeetingId, allocation.Ports, allocation.StartsAt));
        Assert.Equal("Đã duyệt cuộc họp: Giao ban", Assert.Single(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn")).Subject);
        Assert.Equal("meeting_changed_meanwhile", (await office.Officer.Post($"/api/approvals/{id}/approve", new { version = 1 })).Code);
        Assert.Equal("meeting_wrong_stage", (await office.ApproveAsync(id)).Code);
    }

    [Fact]
    public async Task A_refusal_names_what_is_short_who_holds_it_and_what_would_fit()
    {
        await using var office = await ApprovingOffice.OpenAsync(10, ports: 12);
        await office.ApprovedAsync("Hội nghị phòng, chống dịch", office.Sites.Take(7));
        var id = await office.SubmittedAsync("Tổng kết năm", office.Sites.Take(10));

        var look = await office.LookAsync(id);
        var answer = await office.Officer.Post($"/api/approvals/{id}/reject", new { version = (int)look["item"]!["version"]! });

        Assert.False((bool)look["item"]!["fits"]!);
        Assert.Equal(5, (int)look["sitesThatFit"]!);
        Assert.Null(look["displacing"]);
        var day = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(office.Morning, "Asia/Ho_Chi_Minh").ToString("dd/MM/yyyy");
        var reason = (string)answer["reason"]!;
        Assert.StartsWith(
            $"Không đủ cổng kết nối: cuộc họp cần 10 cổng, vào 08h00–10h00 ngày {day} chỉ còn 5 trong tổng số 12 cổng. "
            + "Đang giữ tài nguyên: cuộc họp “Hội nghị phòng, chống dịch” (7 cổng). "
            + "Điểm cầu Điểm cầu 1, Điểm cầu 2, Điểm cầu 3 và 4 mục khác đã có cuộc họp “Hội nghị phòng, chống dịch”", reason, StringComparison.Ordinal);
        Assert.Contains("Có thể họp lúc ", reason, StringComparison.Ordinal);
        Assert.EndsWith("giảm còn 5 điểm cầu.", reason, StringComparison.Ordinal);
        Assert.Equal(MeetingStage.Rejected, await office.StageAsync(id));
        var mail = Assert.Single(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn"), mail => mail.Subject.StartsWith("Không duyệt", StringComparison.Ordinal));
        Assert.Contains(reason, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proposed_times_really_are_free_working_hours()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        await office.ApprovedAsync("Cả buổi sáng", office.Sites, office.Morning, hours: 4);
        var id = await office.SubmittedAsync("Họp sau", office.Sites);

        var times = (await office.LookAsync(id))["freeTimes"]!.AsArray().Select(time => (DateTimeOffset)time!).ToList();

        // The sites are connected until 12h00, and would be again an hour before the next meeting; nobody meets at lunch.
        Assert.Equal(3, times.Count);
        Assert.Equal(office.Morning.AddHours(5.5), times[0]);
        foreach (var time in times)
        {
            Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(await office.SubmittedAsync($"Lúc {time:t}", office.Sites, time))).Status);
        }
    }

    [Fact]
    public async Task A_counter_proposal_is_accepted_with_one_click_and_comes_back_to_the_queue()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        await office.ApprovedAsync("Trước", office.Sites);
        var id = await office.SubmittedAsync("Sau", office.Sites);
        var look = await office.LookAsync(id);
        var free = (DateTimeOffset)look["freeTimes"]![0]!;

        await office.Officer.Post($"/api/approvals/{id}/counter-proposal", new { version = (int)look["item"]!["version"]!, times = new[] { free } });
        var offered = await office.Department.Get($"/api/meetings/{id}/proposals");
        var task = Assert.Single((await office.Department.Get("/api/home/tasks")).Json!.AsArray(), task => (Guid?)task!["meeting"]?["id"] == id)!;
        Assert.StartsWith("Nhận giờ ", (string)task["text"]!, StringComparison.Ordinal);
        Assert.Equal($"/cuoc-hop/{id}/gio-khac", (string?)task["link"]);
        Assert.Equal("time_not_proposed", (await office.Department.Post(
            $"/api/meetings/{id}/proposals/accept", new { version = await office.VersionAsync(id), startsAt = free.AddMinutes(1) })).Code);
        var accepted = await office.Department.Post($"/api/meetings/{id}/proposals/accept", new { version = await office.VersionAsync(id), startsAt = free });

        Assert.Equal(free, (DateTimeOffset)offered["proposals"][0]!);
        Assert.Contains("Văn phòng đề nghị họp lúc ", (string)offered["decision"]["reason"]!, StringComparison.Ordinal);
        Assert.Equal("pendingApproval", (string?)accepted["stage"]);
        Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(id)).Status);
    }

    [Fact]
    public async Task A_meeting_of_higher_priority_displaces_a_lower_one_which_is_told_and_planned_anew()
    {
        await using var office = await ApprovingOffice.OpenAsync(7, ports: 6);
        var lower = await office.ApprovedAsync("Tập huấn", office.Sites.Take(3));
        var other = await office.ApprovedAsync("Giao ban sở", office.Sites.Skip(3).Take(2), chair: "E");
        var storm = await office.SubmittedAsync("Ứng phó bão số 9", office.Sites.Skip(1), priority: MeetingPriority.Emergency, chair: "F");
        var look = await office.LookAsync(storm);
        Assert.Equal(new[] { lower, other }.Order(), look["displacing"]!.AsArray().Select(id => Guid.Parse((string)id!)).Order());

        Assert.Equal("no_media_capacity", (await office.ApproveAsync(storm, other)).Code);
        Assert.Equal(MeetingStage.Approved, await office.StageAsync(other)); // nobody moves for nothing
        var answer = await office.ApproveAsync(storm, lower, other);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(MeetingStage.Postponed, await office.StageAsync(lower));
        var mail = (await office.Installation.MailsToAsync("daumoi@tinh.gov.vn")).First(mail => mail.Subject == "Phải đổi thời gian cuộc họp: Tập huấn");
        Assert.Contains("phải nhường tài nguyên cho cuộc họp “Ứng phó bão số 9” (ưu tiên: khẩn cấp)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Thời gian có thể họp:", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/cuoc-hop/{lower}/gio-khac", mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, (int)(await office.Officer.Get("/api/approvals?displaced=true"))["total"]);

        var times = (await office.Department.Get($"/api/meetings/{lower}/proposals"))["proposals"].AsArray();
        var moved = await office.Officer.Post(
            $"/api/approvals/{lower}/reschedule", new { version = await office.VersionAsync(lower), startsAt = (DateTimeOffset)times[0]! });
        Assert.Equal("approved", (string?)moved["stage"]);
        Assert.Equal(1, (int)(await office.Officer.Get("/api/approvals?displaced=true"))["total"]);
    }

    [Fact]
    public async Task Nobody_makes_room_for_an_equal_or_once_it_has_begun()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var first = await office.ApprovedAsync("Trước", office.Sites, priority: MeetingPriority.Urgent);
        var equal = await office.SubmittedAsync("Sau", office.Sites, priority: MeetingPriority.Urgent, chair: "B");
        Assert.Equal("meeting_not_lower", (await office.ApproveAsync(equal, first)).Code);

        var higher = await office.SubmittedAsync("Lãnh đạo tỉnh", office.Sites, priority: MeetingPriority.ProvincialLeaders, chair: "C");
        await office.DoAsync(first, (meeting, by, now) => meeting.Connect(by, now));

        Assert.Null((await office.LookAsync(higher))["displacing"]);
        Assert.Equal("meeting_wrong_stage", (await office.ApproveAsync(higher, first)).Code);
    }

    [Fact]
    public async Task A_return_needs_remarks_and_tells_them()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);
        var version = await office.VersionAsync(id);

        Assert.NotNull((await office.Officer.Post($"/api/approvals/{id}/return", new { version, remarks = " " }))["errors"]["reason"]);
        Assert.NotNull((await office.Officer.Post($"/api/approvals/{id}/reject", new { version }))["errors"]["reason"]); // it would fit
        var returned = await office.Officer.Post($"/api/approvals/{id}/return", new { version, remarks = "Bổ sung thành phần dự." });

        Assert.Equal("returned", (string?)returned["stage"]);
        var mail = Assert.Single(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn"));
        Assert.Contains("Bổ sung thành phần dự.", mail.Text, StringComparison.Ordinal);
        Assert.Equal("Bổ sung thành phần dự.", (string?)(await office.LookAsync(id))["decisions"]![0]!["reason"]);
    }

    [Fact]
    public async Task An_office_decides_about_its_own_subtree_only_and_does_not_learn_of_others_meetings()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var district = await Organisation.Offices.Unit(office.Installation, "UBND huyện");
        var officer = await Organisation.Offices.Holder(office.Installation, district, Meetings.Access.Role.ApprovingOfficer);
        var id = await office.SubmittedAsync("Của tỉnh", office.Sites);

        Assert.Equal(0, (int)(await officer.Get("/api/approvals"))["total"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get($"/api/approvals/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post($"/api/approvals/{id}/approve", new { version = 1 })).Status);
    }
}
