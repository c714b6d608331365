using System.Net;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class DraftTests
{
    [Fact]
    public async Task A_form_of_two_hundred_sites_is_kept_as_a_draft_and_read_again()
    {
        await using var province = await Province.WithAsync(200);
        var (id, _) = await province.DraftAsync(province.Form());

        var page = await province.PageAsync(id);

        Assert.Equal("draft", (string?)page["stage"]);
        Assert.Equal("Hội nghị phòng, chống dịch", (string?)page["content"]!["title"]);
        Assert.Equal(200, page["content"]!["members"]!.AsArray().Count);
        Assert.Equal("UBND xã 1 – Phòng họp trực tuyến", (string?)page["content"]!["members"]![0]!["name"]);
        Assert.Equal("Hội trường Sở Y tế", (string?)page["content"]!["mainSite"]!["name"]);
        Assert.Equal(["rewrite", "submit"], page["allowed"]!.AsArray().Select(verb => (string?)verb));
    }

    [Fact]
    public async Task The_official_letter_that_asks_for_the_meeting_is_kept_and_goes_when_it_is_taken_out()
    {
        await using var province = await Province.WithAsync(1);
        var draft = await province.Clerk.Post("/api/meetings", new { });
        var id = (Guid)draft["id"];
        var written = await province.Clerk.Put($"/api/meetings/{id}/form", new { version = (int)draft["version"], form = new { letter = new { number = " 45/SYT-VP ", date = "2026-11-20" } } });

        var letter = (await province.PageAsync(id))["content"]!["letter"]!;
        Assert.Equal(("45/SYT-VP", "2026-11-20"), ((string?)letter["number"], (string?)letter["date"]));

        await province.Clerk.Put($"/api/meetings/{id}/form", new { version = (int)written["version"], form = new { letter = new { number = " " } } });
        Assert.Null((await province.PageAsync(id))["content"]!["letter"]);
    }

    [Fact]
    public async Task Of_two_tabs_the_one_that_has_read_less_is_told_and_overwrites_nothing()
    {
        await using var province = await Province.WithAsync(2);
        var (id, version) = await province.DraftAsync(province.Form());
        var one = await province.Clerk.Put($"/api/meetings/{id}/form", new { version, form = province.Form(title: "Cửa sổ thứ nhất") });
        var other = await province.Clerk.Put($"/api/meetings/{id}/form", new { version, form = province.Form(title: "Cửa sổ thứ hai") });

        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Equal((HttpStatusCode.Conflict, "meeting_changed_meanwhile"), (other.Status, other.Code));
        Assert.Equal("Cửa sổ thứ nhất", (string?)(await province.PageAsync(id))["content"]!["title"]);
    }

    [Fact]
    public async Task An_empty_form_is_a_draft_too_and_saving_it_unchanged_changes_nothing()
    {
        await using var province = await Province.WithAsync(1);
        var draft = await province.Clerk.Post("/api/meetings", new { kind = "adHoc" });
        var again = await province.Clerk.Put($"/api/meetings/{draft["id"]}/form", new { version = (int)draft["version"], form = new { kind = "adHoc" } });
        Assert.Equal((int)draft["version"], (int)again["version"]);
    }

    [Fact]
    public async Task A_draft_is_seen_and_written_by_its_own_unit_only()
    {
        await using var province = await Province.WithAsync(1);
        var (id, version) = await province.DraftAsync(province.Form());

        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Get($"/api/meetings/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Get($"/api/meetings/{id}/history")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Put($"/api/meetings/{id}/form", new { version, form = new { } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Delete($"/api/meetings/{id}")).Status);
        Assert.Equal(0, (int)(await province.Commune.Get("/api/meetings")).Json!["total"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await province.Installation.NewBrowser().Get($"/api/meetings/{id}")).Status);
    }

    [Fact]
    public async Task A_draft_is_thrown_away_but_not_what_others_have_seen()
    {
        await using var province = await Province.WithAsync(1);
        var (draft, _) = await province.DraftAsync(province.Form());
        var sent = await province.SubmittedAsync(province.Form());
        Assert.Equal(HttpStatusCode.NoContent, (await province.Clerk.Delete($"/api/meetings/{draft}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Clerk.Get($"/api/meetings/{draft}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await province.Clerk.Delete($"/api/meetings/{sent}")).Status);
    }

    [Fact]
    public async Task An_earlier_meeting_is_copied_without_its_time_and_without_sites_that_are_gone()
    {
        await using var province = await Province.WithAsync(3);
        var earlier = await province.SubmittedAsync(province.Form());
        await province.Installation.QueryAsync(db => 
            db.Set<Site>().Where(site => site.Id == province.Members[2]).ExecuteDeleteAsync());

        var copy = await province.Clerk.Post("/api/meetings", new { copyOf = earlier });

        var content = (await province.PageAsync(Guid.Parse((string)copy["id"]!)))["content"]!;
        Assert.Equal("Hội nghị phòng, chống dịch", (string?)content["title"]);
        Assert.Null(content["startsAt"]);
        Assert.Equal(2, content["members"]!.AsArray().Count);
    }

    [Fact]
    public async Task Groups_of_sites_and_templates_are_kept_for_the_unit()
    {
        await using var province = await Province.WithAsync(3);
        await province.Clerk.Post("/api/site-groups", new { name = "Vùng II", siteIds = province.Members.Take(1) });
        await province.Clerk.Post("/api/site-groups", new { name = "Vùng II", siteIds = province.Members.Take(2) });
        var group = Assert.Single((await province.Clerk.Get("/api/site-groups")).Json!.AsArray())!;
        Assert.Equal(2, group["siteIds"]!.AsArray().Count);
        Assert.Empty((await province.Commune.Get("/api/site-groups")).Json!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Delete($"/api/site-groups/{group["id"]}")).Status);

        var template = await province.Clerk.Post("/api/meeting-templates", new { name = "Giao ban", form = province.Form(title: "Giao ban tuần") });
        var draft = await province.Clerk.Post("/api/meetings", new { templateId = (string)template["id"]! });
        var content = (await province.PageAsync(Guid.Parse((string)draft["id"]!)))["content"]!;
        Assert.Equal(("Giao ban tuần", 3), ((string?)content["title"], content["members"]!.AsArray().Count));
        Assert.Equal(HttpStatusCode.NotFound, (await province.Commune.Post("/api/meetings", new { templateId = (string)template["id"]! })).Status);
    }

    [Fact]
    public async Task When_a_unit_is_merged_its_meetings_go_with_it()
    {
        await using var province = await Province.WithAsync(2);
        var id = await province.SubmittedAsync(province.Form(members: 1));
        await province.Clerk.Post("/api/site-groups", new { name = "Vùng II", siteIds = province.Members });
        await using var db = await province.Installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();
        var units = await db.Units.ToDictionaryAsync(unit => unit.Name, unit => unit.Id);

        await new MeetingsOfUnits().MergedAsync(db, units["Sở Y tế"], units["UBND xã 2"], default);

        Assert.Equal(units["UBND xã 2"], await db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.UnitId).SingleAsync());
        Assert.Equal(units["UBND xã 2"], await db.MeetingSites.Where(site => site.SiteId == province.MainSite).Select(site => site.UnitId).SingleAsync());
        Assert.Equal(units["UBND xã 2"], await db.SiteGroups.Select(group => group.UnitId).SingleAsync());
    }

    [Fact]
    public async Task The_choice_of_sites_has_the_units_that_lead_to_one()
    {
        await using var province = await Province.WithAsync(3);
        var choice = (await province.Clerk.Get("/api/meetings/site-choice")).Json!;
        Assert.Equal(["Sở Y tế", "UBND xã 1", "UBND xã 2", "UBND xã 3"], choice["units"]!.AsArray().Select(unit => (string?)unit!["name"]));
        Assert.Equal(4, choice["sites"]!.AsArray().Count);
        // Each by its own name and its unit, so that both are found; the same as wherever else it is named.
        Assert.Single(choice["sites"]!.AsArray(), site => (string?)site!["name"] == "UBND xã 1 – Phòng họp trực tuyến");
        Assert.Single(choice["sites"]!.AsArray(), site => (string?)site!["name"] == "Hội trường Sở Y tế");
        var listed = (await province.Clerk.Get("/api/sites")).Json!["items"]!.AsArray();
        Assert.Equal(choice["sites"]!.AsArray().Select(site => (string?)site!["name"]).Order(), listed.Select(site => (string?)site!["label"]).Order());
    }
}
