using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class SecrecyTests
{
    private const string Secret = "Phương án tác chiến";

    [Fact]
    public async Task Only_a_system_administrator_permits_state_secrets_with_grounds_and_it_is_in_the_journal()
    {
        await using var province = await Province.WithAsync(1);
        var administrator = await province.Installation.Holder(Unit.Whole, Role.SystemAdministrator);

        Assert.False((bool)(await province.Clerk.Get("/api/secrecy")).Json!["stateSecretsPermitted"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Clerk.Put("/api/secrecy", new { stateSecretsPermitted = true, grounds = "Tự ý" })).Status);
        Assert.NotNull((await administrator.Put("/api/secrecy", new { stateSecretsPermitted = true, grounds = " " }))["errors"]["grounds"]);
        var permitted = await PermitAsync(administrator);

        Assert.True((bool)permitted["stateSecretsPermitted"]!);
        var kept = await province.Installation.QueryAsync(db => db.Journal.Where(entry => entry.Action == "secrecy.changed").SingleAsync());
        Assert.Contains("\"stateSecretsPermitted\": true", kept.Detail, StringComparison.Ordinal);
        Assert.NotNull(kept.ActorId);
    }

    [Fact]
    public async Task A_permitted_one_is_registered_and_stops_where_it_stands_when_it_is_not_permitted_any_more()
    {
        await using var province = await Province.WithAsync(1);
        var administrator = await province.Installation.Holder(Unit.Whole, Role.SystemAdministrator);
        await PermitAsync(administrator);
        var id = await province.SubmittedAsync(province.Form(title: Secret, isStateSecret: true));
        await administrator.Put("/api/secrecy", new { stateSecretsPermitted = false });

        var officer = await province.Installation.Holder(Unit.Whole, Role.ApprovingOfficer);
        var version = await province.Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Version).SingleAsync());
        var refused = await officer.Post($"/api/approvals/{id}/approve", new { version });

        Assert.Equal("meeting_state_secret", refused.Code);
        await PermitAsync(administrator);
        Assert.Equal("approved", (string?)(await officer.Post($"/api/approvals/{id}/approve", new { version }))["stage"]);
    }

    [Fact]
    public async Task It_is_seen_by_those_who_take_part_and_those_who_serve_it_only()
    {
        await using var province = await Province.WithAsync(1);
        await PermitAsync(await province.Installation.Holder(Unit.Whole, Role.SystemAdministrator));
        var id = await province.SubmittedAsync(province.Form(title: Secret, isStateSecret: true));
        var officer = await province.Installation.Holder(Unit.Whole, Role.ApprovingOfficer);

        foreach (var seeing in new[] { province.Clerk, province.Commune, officer })
        {
            Assert.Contains(Secret, (await seeing.Get("/api/meetings")).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await seeing.Get($"/api/meetings/{id}")).Status);
        }

        foreach (var role in new[] { Role.Viewer, Role.Auditor, Role.Secretary, Role.Chair })
        {
            var other = await province.Installation.Holder(Unit.Whole, role);
            Assert.DoesNotContain(Secret, (await other.Get("/api/meetings")).Text, StringComparison.Ordinal);
            foreach (var page in new[] { "", "/history", "/notices", "/preparation", "/preparation/roster" })
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await other.Get($"/api/meetings/{id}{page}")).Status);
            }
        }

        // Who registers another meeting at that time learns that a site is taken, not by what.
        var elsewhere = await province.Installation.Member(await province.Installation.Unit("Sở Tài chính", kind: UnitKind.Office));
        var meeting = await province.Installation.QueryAsync(db => db.Meetings.SingleAsync(meeting => meeting.Id == id));
        var check = await elsewhere.Post(
            "/api/meetings/check", new { startsAt = meeting.StartsAt, endsAt = meeting.EndsAt, siteIds = province.Members, chairName = "B" });
        Assert.Equal("Bận", (string?)check["clashes"][0]!["title"]);
        Assert.DoesNotContain("Sở Y tế", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_mail_says_what_it_is_about()
    {
        await using var province = await Province.WithAsync(1);
        await PermitAsync(await province.Installation.Holder(Unit.Whole, Role.SystemAdministrator));
        var id = await province.SubmittedAsync(province.Form(
            province.Installation.Time.GetUtcNow().AddHours(2), title: Secret, isStateSecret: true, kind: "adHoc"));

        var mails = await province.Installation.MailsToAsync("xa1@tinh.gov.vn");
        var number = await province.Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Number).SingleAsync());

        var notice = Assert.Single(mails, mail => mail.Subject.Contains($"Cuộc họp số {number}", StringComparison.Ordinal));
        Assert.Contains("/thong-bao/", notice.Text, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain(Secret, mail.Subject + mail.Text, StringComparison.Ordinal));
    }

    private static async Task<JsonNode> PermitAsync(Browser administrator) =>
        (await administrator.Put("/api/secrecy", new { stateSecretsPermitted = true, grounds = "Văn bản số 12/BCY-CY" })).Json!;
}
