using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Notices;

/// <summary>What is sent says how one comes in, and says it anew when that changes.</summary>
public sealed partial class NoticeLinksTests
{
    private const string Department = "Sở Y tế";
    private const string Commune = "UBND xã 1.1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_site_gets_its_own_link_and_the_number_with_its_password(bool isCalledAtShortNotice)
    {
        await using var province = await NoticeProvince.WithAsync(1, 2);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync(
            province.Content(isCalledAtShortNotice ? MeetingKind.AdHoc : MeetingKind.Planned)));
        if (!isCalledAtShortNotice)
        {
            await province.SendAsync(clerk, meeting);
        }

        var passes = (await clerk.Get($"/api/meetings/{meeting}/passes")).Json!;
        var (number, password) = ((long)passes["number"]!, (string)passes["password"]!);
        foreach (var unit in new[] { Commune, "UBND xã 1.2", "UBND huyện 1" })
        {
            var mail = Assert.Single(await province.MailsAsync(unit));
            var link = await LinkAsync(province, meeting, unit);
            Assert.Equal([link], LinksIn(mail));
            Assert.Contains(link, mail.Html, StringComparison.Ordinal);
            Assert.Contains($"/vao-hop, nhập số cuộc họp {number} và mật khẩu {password[..4]} {password[4..]}", mail.Text, StringComparison.Ordinal);
            var entry = Unfolded(mail);
            Assert.Contains($"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=\"Liên kết vào họp riêng của điểm cầu Phòng họp {unit}", entry, StringComparison.Ordinal);
            Assert.Contains($"\":{link}\r\n", entry, StringComparison.Ordinal);
            Assert.Matches($"DESCRIPTION:Liên kết vào họp [^\r]*{Regex.Escape(link)}[^\r]*số cuộc họp {number}", entry);
        }

        // It opens the door of that site and of no other.
        var door = await province.Installation.NewBrowser().Get(PathOf((await province.MailsAsync(Commune))[0]));
        Assert.Equal($"Phòng họp {Commune}", (string?)door.Json!["choices"]![0]!["siteName"]);
    }

    [Fact]
    public async Task A_link_issued_anew_is_mailed_and_is_what_every_later_mail_says()
    {
        await using var province = await NoticeProvince.WithAsync(1, 2);
        var (clerk, commune, meeting) = (await province.BrowserOf(Department), await province.BrowserOf(Commune), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var first = (await province.MailsAsync(Commune))[0];
        var copy = (string)(await commune.Get("/api/inbox")).Json!["items"]![0]!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await commune.Post($"/api/notices/{copy}/acknowledgement", new { edition = 1 })).Status);

        await commune.Post($"/api/meetings/{meeting}/passes", new { capacity = "site", siteId = province.Site(Commune).SiteId });

        var news = (await MailsAsync(province, Commune))[0];
        var link = await LinkAsync(province, meeting, Commune);
        Assert.NotEqual(LinksIn(first), LinksIn(news));
        Assert.Equal([link], LinksIn(news));
        Assert.Contains(link, Unfolded(news), StringComparison.Ordinal);
        Assert.True(SequenceOf(news) > SequenceOf(first));
        Assert.Single(await MailsAsync(province, "UBND xã 1.2"));
        Assert.Equal(HttpStatusCode.NotFound, (await province.Installation.NewBrowser().Get(PathOf(first))).Status);
        Assert.Equal(HttpStatusCode.OK, (await province.Installation.NewBrowser().Get(PathOf(news))).Status);
        // The letter says what it said: nothing is to be confirmed again.
        Assert.NotNull((await commune.Get($"/api/notices/{copy}")).Json!["acknowledgedAt"]);

        await province.RewriteAsync(meeting, content => content with { ChairName = "Lê Văn C" });

        var third = (await province.MailsAsync(Commune))[0];
        Assert.Contains("Lê Văn C", third.Text, StringComparison.Ordinal);
        Assert.Equal([link], LinksIn(third));
        Assert.True(SequenceOf(third) > SequenceOf(news));
        await clerk.Post($"{province.PathOf(meeting)}/reminders", new { });
        Assert.Equal([link], LinksIn((await province.MailsAsync(Commune))[0]));
    }

    [Fact]
    public async Task A_new_password_is_told_to_all_sites_and_a_revoked_link_is_in_no_mail()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var pass = await province.Installation.QueryAsync(db => db.MeetingPasses.SingleAsync(
            pass => pass.MeetingId == meeting && pass.Capacity == Capacity.Site && pass.SiteId == province.Site(Commune).SiteId));
        Assert.Equal(HttpStatusCode.NoContent, (await clerk.Delete($"/api/meetings/{meeting}/passes/{pass.Id}")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await clerk.Post($"/api/meetings/{meeting}/passes/password")).Status);

        var password = (string)(await clerk.Get($"/api/meetings/{meeting}/passes")).Json!["password"]!;
        foreach (var unit in new[] { Commune, "UBND huyện 1", "Sở Nội vụ" })
        {
            var mail = (await MailsAsync(province, unit))[0];
            Assert.Contains($"mật khẩu {password[..4]} {password[4..]}", mail.Text, StringComparison.Ordinal);
            Assert.Equal(unit == Commune ? 0 : 1, LinksIn(mail).Count);
        }
    }

    [Fact]
    public async Task Who_is_told_that_a_meeting_is_not_held_gets_no_way_into_it()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        await province.DoAsync(meeting, (known, by, now) => known.Cancel("Không còn cần thiết", by, now));
        var mail = (await province.MailsAsync(Commune))[0];
        Assert.Empty(LinksIn(mail));
        Assert.DoesNotContain("CONFERENCE", Unfolded(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_password_of_state_secrets_stay_where_one_signs_in()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, meeting) = (await province.BrowserOf(Department), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set is_state_secret = true where id = {meeting}"));
        var passes = province.Installation.Services.GetRequiredService<MeetingPasses>();
        Assert.Null(await province.Installation.QueryAsync(db => passes.WaysInAsync(db, meeting, default)));
        await clerk.Post($"/api/meetings/{meeting}/passes/password");
        Assert.Single(await MailsAsync(province, Commune));
    }

    private static async Task<string> LinkAsync(NoticeProvince province, Guid meeting, string unit)
    {
        var passes = province.Installation.Services.GetRequiredService<MeetingPasses>();
        var ways = await province.Installation.QueryAsync(db => passes.WaysInAsync(db, meeting, default));
        return ways!.Links[province.Site(unit).SiteId].ToString();
    }

    /// <summary>All that came to a unit, the newest first.</summary>
    private static async Task<IReadOnlyList<Mail>> MailsAsync(NoticeProvince province, string unit) =>
        [.. (await province.Installation.MailsToAsync(NoticeProvince.MailOf(unit))).Where(mail => mail.CalendarMethod is not null)];

    private static IReadOnlyList<string> LinksIn(Mail mail) => [.. PersonalLink().Matches(mail.Text).Select(match => match.Value)];

    private static string PathOf(Mail mail) => "/api/passes/" + LinksIn(mail)[0].Split('/')[^1];

    private static int SequenceOf(Mail mail) => int.Parse(Regex.Match(Unfolded(mail), @"SEQUENCE:(\d+)").Groups[1].Value);

    private static string Unfolded(Mail mail) => Encoding.UTF8.GetString(mail.Calendar!).Replace("\r\n ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://\S+/h/\S+")]
    private static partial Regex PersonalLink();
}
