using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Notices;

public sealed class NoticeTests
{
    private const string Department = "Sở Y tế";

    [Fact]
    public async Task Sending_tells_every_member_site_once_and_moves_the_meeting_on()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        var page = (await clerk.Get(province.PathOf(meeting))).Json!;
        Assert.Equal((7, 7), ((int)page["counts"]!["sites"]!, (int)page["counts"]!["unsent"]!));
        Assert.True((bool)page["maySend"]!);

        var sent = await province.SendAsync(clerk, meeting);

        Assert.Equal((7, "notified"), ((int)sent["sites"], (string?)sent["stage"]));
        foreach (var unit in new[] { "Sở Nội vụ", "UBND huyện 1", "UBND xã 1.2", "UBND xã 2.1" })
        {
            var mail = Assert.Single(await province.MailsAsync(unit));
            Assert.Contains(unit, mail.Text, StringComparison.Ordinal);
            Assert.Equal("REQUEST", mail.CalendarMethod);
        }

        Assert.Empty(await province.MailsAsync(Department));
        // The page is out of date now; nobody is told twice.
        Assert.Equal("meeting_changed_meanwhile", (await clerk.Post($"{province.PathOf(meeting)}/send", new { meetingVersion = (int)page["meetingVersion"]!, version = 0 })).Code);
        Assert.Equal("notice_nothing_new", (await province.SendAsync(clerk, meeting)).Code);
    }

    [Fact]
    public async Task The_sender_sees_branch_by_branch_who_has_seen_and_confirmed()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, commune, meeting) = (await province.BrowserOf(Department), await province.BrowserOf("UBND xã 1.1"), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var inbox = (await commune.Get("/api/inbox?unseen=true")).Json!;
        var notice = (string)inbox["items"]![0]!["id"]!;
        Assert.Equal((1, Department), ((int)inbox["total"]!, (string?)inbox["items"]![0]!["from"]));

        await commune.Post($"/api/notices/{notice}/seen");

        Assert.Equal(0, (int)(await commune.Get("/api/inbox?unseen=true")).Json!["total"]!);
        Assert.Equal(["UBND huyện 1", "UBND huyện 2", null], BranchesOf((await clerk.Get(province.PathOf(meeting))).Json!, "unseen").Select(branch => branch.Name).Order(Comparer<string?>.Create(
            (one, other) => string.CompareOrdinal(one ?? "ZZZ", other ?? "ZZZ"))));
        Assert.Equal("seen", (string?)(await SiteAsync(clerk, province, meeting, "UBND xã 1.1"))["state"]);

        var copy = (await commune.Get($"/api/notices/{notice}")).Json!;
        Assert.Equal(HttpStatusCode.NoContent, (await commune.Post(
            $"/api/notices/{notice}/acknowledgement", new { edition = (int)copy["edition"]!, remark = "Thêm 2 đại biểu" })).Status);

        var site = await SiteAsync(clerk, province, meeting, "UBND xã 1.1");
        Assert.Equal(("acknowledged", "Thêm 2 đại biểu"), ((string?)site["state"], (string?)site["remark"]));
        Assert.NotNull(site["acknowledgedBy"]);
        var branch = BranchesOf((await clerk.Get(province.PathOf(meeting))).Json!, "acknowledged").Single(branch => branch.Name == "UBND huyện 1");
        Assert.Equal(1, branch.Count);
    }

    [Fact]
    public async Task Units_see_their_own_notice_and_a_district_those_of_its_communes()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var copies = await CopiesAsync(province);
        var commune = await province.BrowserOf("UBND xã 1.1");
        var district = await province.BrowserOf("UBND huyện 1");

        Assert.Equal(HttpStatusCode.OK, (await commune.Get($"/api/notices/{copies["UBND xã 1.1"]}")).Status);
        foreach (var foreign in new[] { "UBND xã 1.2", "UBND huyện 1", "UBND xã 2.1" })
        {
            Assert.Equal("forbidden", (await commune.Get($"/api/notices/{copies[foreign]}/document")).Code);
        }

        Assert.Equal("forbidden", (await commune.Get($"{province.PathOf(meeting)}/sites")).Code);
        Assert.Equal(HttpStatusCode.OK, (await district.Get($"/api/notices/{copies["UBND xã 1.2"]}")).Status);
        Assert.Equal("forbidden", (await district.Get($"/api/notices/{copies["UBND xã 2.1"]}")).Code);
        Assert.Equal("forbidden", (await district.Get(province.PathOf(meeting, "UBND huyện 2"))).Code);

        // Looking down on it is not its unit's seeing; its own inbox holds its own.
        await district.Post($"/api/notices/{copies["UBND xã 1.2"]}/seen");
        Assert.Equal("sent", (string?)(await SiteAsync(clerk, province, meeting, "UBND xã 1.2"))["state"]);
        Assert.Equal(1, (int)(await district.Get("/api/inbox")).Json!["total"]!);
    }

    [Fact]
    public async Task A_district_tells_its_communes_its_own_check()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, district, meeting) = (await province.BrowserOf(Department), await province.BrowserOf("UBND huyện 1"), await province.MeetingAsync());
        Assert.Equal("notice_session_untold", (await province.SendAsync(district, meeting, "UBND huyện 1")).Code);
        await province.SendAsync(clerk, meeting);
        var told = (await province.MailsAsync("UBND xã 1.1"))[0].Text;
        Assert.Contains("do UBND huyện 1 kiểm tra theo lịch riêng", told, StringComparison.Ordinal);
        var task = Assert.Single((await district.Get("/api/home/tasks")).Json!.AsArray(), task => (string?)task!["kind"] == "task.notice.branch");
        Assert.EndsWith($"?nhanh={province.Unit("UBND huyện 1")}", (string?)task!["link"], StringComparison.Ordinal);

        var sent = await province.SendAsync(district, meeting, "UBND huyện 1", form => form["checkPlace"] = "Phòng họp số 2");

        Assert.Equal(2, (int)sent["sites"]);
        var mail = (await province.MailsAsync("UBND xã 1.1"))[0];
        Assert.Contains("Phòng họp số 2", mail.Text, StringComparison.Ordinal);
        Assert.NotEqual(CalendarOf((await province.MailsAsync("UBND xã 1.1"))[1])["UID"], CalendarOf(mail)["UID"]);
        Assert.Single(await province.MailsAsync("UBND huyện 1"));
        Assert.Single(await province.MailsAsync("UBND xã 2.1"));
        Assert.DoesNotContain((await district.Get("/api/home/tasks")).Json!.AsArray(), open => (string?)open!["kind"] == "task.notice.branch");
        var branches = (await clerk.Get(province.PathOf(meeting))).Json!["branches"]!.AsArray();
        Assert.Equal(2, (int)branches.Single(branch => (string?)branch!["name"] == "UBND huyện 1")!["own"]!["counts"]!["sites"]!);
        Assert.Null(branches.Single(branch => (string?)branch!["name"] == "UBND huyện 2")!["own"]);
    }

    [Fact]
    public async Task A_change_reaches_those_whose_notice_says_something_else_with_the_same_uid_and_a_higher_sequence()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var first = CalendarOf((await province.MailsAsync("UBND xã 1.1"))[0]);
        var copies = await CopiesAsync(province);
        var commune = await province.BrowserOf("UBND xã 1.1");
        await commune.Post($"/api/notices/{copies["UBND xã 1.1"]}/acknowledgement", new { edition = 1 });

        await province.RewriteAsync(meeting, content => content with { ChairName = "Lê Văn C" });

        var second = (await province.MailsAsync("UBND xã 1.1"))[0];
        Assert.Contains("Lê Văn C", second.Text, StringComparison.Ordinal);
        Assert.Equal(first["UID"], CalendarOf(second)["UID"]);
        Assert.True(SequenceOf(second) > int.Parse(first["SEQUENCE"]));
        Assert.Equal("sent", (string?)(await SiteAsync(clerk, province, meeting, "UBND xã 1.1"))["state"]); // to be seen anew
        Assert.Equal("notice_changed_meanwhile", (await commune.Post($"/api/notices/{copies["UBND xã 1.1"]}/acknowledgement", new { edition = 1 })).Code);

        // What concerns one site is told to that site; another is left out, and its calendar strikes the meeting out.
        await province.RewriteAsync(meeting, content => content with
        {
            Members = [.. content.Members.Where(site => site.SiteId != province.Site("UBND xã 2.2").SiteId)
                .Select(site => site.SiteId == province.Site("UBND xã 2.1").SiteId ? site with { Place = "Hội trường B" } : site)],
        });
        Assert.Equal((2, 3, 3), ((await province.MailsAsync("UBND xã 1.1")).Count, (await province.MailsAsync("UBND xã 2.1")).Count, (await province.MailsAsync("UBND xã 2.2")).Count));
        Assert.Equal("CANCEL", (await province.MailsAsync("UBND xã 2.2"))[0].CalendarMethod);
        Assert.Contains("Hội trường B", (await province.MailsAsync("UBND xã 2.1"))[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_meeting_is_struck_out_and_a_postponed_one_returns_under_the_same_uid()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        await province.DoAsync(meeting, (known, by, now) => known.Postpone("Chờ ý kiến Thường trực", by, now));

        var postponed = (await province.MailsAsync("UBND xã 1.1"))[0];
        Assert.Equal(("CANCEL", "CANCELLED"), (postponed.CalendarMethod, CalendarOf(postponed)["STATUS"]));
        Assert.Contains("Chờ ý kiến Thường trực", postponed.Text, StringComparison.Ordinal);
        var copy = (await CopiesAsync(province))["UBND xã 1.1"];
        Assert.Equal("notice_withdrawn", (await (await province.BrowserOf("UBND xã 1.1")).Post($"/api/notices/{copy}/acknowledgement", new { edition = 2 })).Code);

        await province.RewriteAsync(meeting, content => content with { StartsAt = province.Start.AddDays(7), EndsAt = province.Start.AddDays(7).AddHours(3) });
        await province.DoAsync(meeting, (known, by, now) => known.Submit(new(DateTimeOffset.MaxValue, "", true), by, now));
        await province.DoAsync(meeting, (known, by, now) => known.Approve(by, now));
        Assert.Equal(2, (await province.MailsAsync("UBND xã 1.1")).Count);
        await province.SendAsync(clerk, meeting);

        var again = (await province.MailsAsync("UBND xã 1.1"))[0];
        Assert.Equal("REQUEST", again.CalendarMethod);
        Assert.Equal(CalendarOf(postponed)["UID"], CalendarOf(again)["UID"]);
        Assert.True(SequenceOf(again) > SequenceOf(postponed));

        await province.DoAsync(meeting, (known, by, now) => known.Cancel("Không còn cần thiết", by, now));
        var cancelled = (await province.MailsAsync("UBND xã 1.1"))[0];
        Assert.Equal("CANCEL", cancelled.CalendarMethod);
        Assert.True(SequenceOf(cancelled) > SequenceOf(again));
        Assert.Equal(4, (await province.MailsAsync("UBND xã 1.1")).Count);
    }

    [Fact]
    public async Task An_adhoc_meeting_and_one_outside_the_system_are_announced_at_once()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        await province.MeetingAsync(province.Content(MeetingKind.AdHoc));
        var mail = Assert.Single(await province.MailsAsync("UBND xã 1.1"));
        Assert.DoesNotContain("Kiểm tra kỹ thuật", mail.Text, StringComparison.Ordinal); // it has none of its own
        Assert.Contains("Lịch kết nối: kết nối theo lịch của UBND huyện 1", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Văn A", mail.Text, StringComparison.Ordinal);
        await province.MeetingAsync(province.Content(MeetingKind.Outside) with { StartsAt = province.Start.AddDays(1), EndsAt = province.Start.AddDays(1).AddHours(1) });
        Assert.Contains("https://hop.chinhphu.vn/1", (await province.MailsAsync("UBND xã 1.1"))[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_seen_it_is_reminded_and_never_twice_within_some_hours()
    {
        await using var province = await NoticeProvince.WithAsync(1, 2);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var copies = await CopiesAsync(province);
        await (await province.BrowserOf("UBND xã 1.1")).Post($"/api/notices/{copies["UBND xã 1.1"]}/seen");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clerk.Post($"{province.PathOf(meeting)}/reminders", new { })));

        Assert.Equal(3, answers.Sum(answer => (int)answer["sites"]));
        Assert.Equal((1, 2), ((await province.MailsAsync("UBND xã 1.1")).Count, (await province.MailsAsync("UBND xã 1.2")).Count));
        province.Installation.Time.Advance(NoticeReminding.Quiet);
        Assert.Equal(1, (int)(await clerk.Post($"{province.PathOf(meeting)}/reminders", new { siteIds = new[] { province.Site("UBND xã 1.2").SiteId } }))["sites"]);
    }

    [Fact]
    public async Task What_nobody_has_seen_for_a_day_is_reminded_of_once_without_anybodys_asking()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1, services => services.RemoveAll<IHostedService>());
        await province.SendAsync(await province.BrowserOf(Department), await province.MeetingAsync());
        var reminding = province.Installation.Services.GetRequiredService<NoticeReminding>();
        Assert.Equal(0, await province.Installation.QueryAsync(db => reminding.RemindForgottenAsync(db, default)));
        province.Installation.Time.Advance(NoticeReminding.Patience);
        Assert.Equal([0, 3], (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => province.Installation.QueryAsync(db => reminding.RemindForgottenAsync(db, default))))).Order());
        Assert.Equal(2, (await province.MailsAsync("UBND xã 1.1")).Count);
    }

    [Fact]
    public async Task Decisions_of_the_office_are_in_the_inbox_of_whoever_registered()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var clerk = await province.BrowserOf(Department);
        await province.MeetingAsync();
        var item = Assert.Single((await clerk.Get("/api/inbox?unseen=true")).Json!["items"]!.AsArray())!;
        Assert.Equal(("decision", "approve", "Văn phòng UBND tỉnh"), ((string?)item["kind"], (string?)item["verb"], (string?)item["from"]));
        Assert.Equal(0, (int)(await (await province.BrowserOf("UBND xã 1.1")).Get("/api/inbox")).Json!["total"]!);
        await clerk.Post("/api/inbox/decisions/seen", new { ids = new[] { (string)item["id"]! } });
        Assert.Equal(0, (int)(await clerk.Get("/api/inbox?unseen=true")).Json!["total"]!);
    }

    [Fact]
    public async Task The_home_page_asks_the_unit_to_send_and_the_site_to_confirm()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, commune, meeting) = (await province.BrowserOf(Department), await province.BrowserOf("UBND xã 1.1"), await province.MeetingAsync());
        Assert.Contains("task.notice.send", await TasksAsync(clerk));
        Assert.DoesNotContain("task.notice.acknowledge", await TasksAsync(commune));
        await province.SendAsync(clerk, meeting);
        Assert.DoesNotContain("task.notice.send", await TasksAsync(clerk));
        Assert.Contains("task.notice.acknowledge", await TasksAsync(commune));
        await commune.Post($"/api/notices/{(await CopiesAsync(province))["UBND xã 1.1"]}/acknowledgement", new { edition = 1 });
        Assert.DoesNotContain("task.notice.acknowledge", await TasksAsync(commune));
    }

    [Fact]
    public async Task What_is_written_is_kept_and_somebody_elses_writing_is_not_lost()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        var path = province.PathOf(meeting);
        Assert.Equal(1, (int)(await clerk.Put(path, new { version = 0, form = new { number = "12/TB-SYT", signerName = "Lê Văn D" } }))["version"]);
        Assert.Equal("notice_changed_meanwhile", (await clerk.Put(path, new { version = 0, form = new { number = "13/TB-SYT" } })).Code);
        Assert.Equal("12/TB-SYT", (string?)(await clerk.Get($"{path}/letter"))["number"]);
        var late = await clerk.Put(path, new { version = 1, form = new { checkStartsAt = province.Start.AddHours(1), checkEndsAt = province.Start } });
        Assert.Equal("validation", late.Code);
        await province.SendAsync(clerk, meeting);
        // The next one begins with what the unit wrote under the last.
        var next = await province.MeetingAsync(province.Content() with { StartsAt = province.Start.AddDays(1), EndsAt = province.Start.AddDays(1).AddHours(1) });
        var form = (await clerk.Get(province.PathOf(next))).Json!["form"]!;
        Assert.Equal(("Lê Văn D", null), ((string?)form["signerName"], (string?)form["number"]));
    }

    private static async Task<List<string?>> TasksAsync(Browser browser) =>
        [.. (await browser.Get("/api/home/tasks")).Json!.AsArray().Select(task => (string?)task!["kind"])];

    private static async Task<JsonNode> SiteAsync(Browser by, NoticeProvince province, Guid meeting, string unit) =>
        (await by.Get($"{province.PathOf(meeting)}/sites?pageSize=200")).Json!["items"]!.AsArray().Single(site => (string?)site!["unitName"] == unit)!;

    private static IEnumerable<(string? Name, int Count)> BranchesOf(JsonNode page, string count) =>
        page["branches"]!.AsArray().Select(branch => ((string?)branch!["name"], (int)branch["counts"]![count]!));

    private static Task<Dictionary<string, Guid>> CopiesAsync(NoticeProvince province) => province.Installation.QueryAsync(db => (
        from copy in db.NoticeCopies
        join unit in db.Set<Unit>() on copy.UnitId equals unit.Id
        select new { copy.Id, unit.Name }).ToDictionaryAsync(copy => copy.Name, copy => copy.Id));

    private static int SequenceOf(DiemCau.Meetings.Notifications.Mail mail) => int.Parse(CalendarOf(mail)["SEQUENCE"]);

    /// <summary>The properties of the mail's calendar entry.</summary>
    private static Dictionary<string, string> CalendarOf(DiemCau.Meetings.Notifications.Mail mail) =>
        Encoding.UTF8.GetString(mail.Calendar!).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")
            .Select(line => line.Split(':', 2)).Where(line => line.Length == 2).DistinctBy(line => line[0]).ToDictionary(line => line[0], line => line[1]);
}
