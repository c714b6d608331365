using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Organisation;

public sealed class DemonstrationTests
{
    [Fact]
    public async Task The_old_form_has_fifteen_districts_and_184_communes_and_is_made_once()
    {
        await using var installation = await TestInstallation.StartAsync();
        var made = await Make(installation, DemonstrationForm.ThreeLevel);
        Assert.Equal((1, 15, 184), await Levels(installation));
        Assert.True(made.Units > 200);
        Assert.Equal(made.Units, made.Accounts);
        Assert.Equal((0, 0), ((await Make(installation, DemonstrationForm.ThreeLevel)) is var again ? (again.Units, again.Accounts) : default));
    }

    [Fact]
    public async Task The_new_form_has_a_hundred_communes_in_groups_beside_the_old_one()
    {
        await using var installation = await TestInstallation.StartAsync();
        await Make(installation, DemonstrationForm.TwoLevel);
        Assert.Equal((1, 102, 0), await Levels(installation));
        Assert.Equal(17, await installation.QueryAsync(db => db.Set<Unit>().CountAsync(unit => unit.Kind == UnitKind.Group)));
        await Make(installation, DemonstrationForm.ThreeLevel);
        Assert.Equal((2, 117, 184), await Levels(installation));
    }

    [Fact]
    public async Task With_a_password_its_offices_sign_in_and_are_what_they_are()
    {
        await using var installation = await TestInstallation.StartAsync();
        await Make(installation, DemonstrationForm.TwoLevel);
        var opened = await Make(installation, DemonstrationForm.TwoLevel, installation.Services.GetRequiredService<Passwords>().Hash(People.Password));
        Assert.True(opened is { Units: 0, Accounts: > 100 });
        var office = installation.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await office.SignIn("t2-vp@tinh-mau.example")).Status);
        Assert.Contains("approveMeetings", (await office.Get("/api/session"))["permissions"].AsArray().Select(one => (string?)one));
    }

    [Fact]
    public async Task Its_sites_are_described_wholly_by_half_and_not_yet()
    {
        await using var installation = await TestInstallation.StartAsync();
        var made = await Make(installation, DemonstrationForm.ThreeLevel);
        var sites = await installation.QueryAsync(db => db.Set<Site>().ToListAsync());
        Assert.Equal(made.Sites, sites.Count);
        Assert.Equal(1 + 6 + 15 + 184 - 5, sites.Count); // the last commune of each district that has not begun has none
        Assert.Empty(sites.SelectMany(SiteRules.Errors));
        var districts = sites.GroupBy(site => site.Completeness switch { 100 => "whole", <= 5 => "none", _ => "half" }).ToDictionary(same => same.Key, same => same.Count());
        Assert.InRange(districts["whole"], 60, 90);
        Assert.InRange(districts["half"], 55, 75);
        Assert.InRange(districts["none"], 55, 75);
        Assert.All(sites.Where(site => site.Completeness is > 5 and < 100), site => Assert.InRange(site.Completeness, 25, 75));

        var ranges = sites.SelectMany(site => site.Description.AddressRanges ?? []).Select(range => range.Range).ToList();
        Assert.Equal(ranges.Count, ranges.Distinct().Count());
        Assert.Equal(0, (await Make(installation, DemonstrationForm.ThreeLevel)).Sites);
    }

    [Fact]
    public async Task Two_installations_have_the_same_province()
    {
        await using var one = await TestInstallation.StartAsync();
        await using var other = await TestInstallation.StartAsync();
        await Make(one, DemonstrationForm.TwoLevel);
        await Make(other, DemonstrationForm.TwoLevel);
        Assert.Equal(await Said(one), await Said(other));

        static Task<List<string>> Said(TestInstallation installation) => installation.QueryAsync(async db => (await db.Set<Site>().ToListAsync())
            .Select(site => string.Join('|', [site.Name, site.Place, .. (site.Description.Contacts ?? []).Select(one => $"{one.Name} {one.Phone}"), .. (site.Description.Devices ?? []).Select(one => one.Name)]))
            .Order(StringComparer.Ordinal).ToList());
    }

    [Fact]
    public async Task Its_sites_are_no_news_to_those_who_oversee_them()
    {
        await using var installation = await TestInstallation.StartAsync();
        await Make(installation, DemonstrationForm.TwoLevel, installation.Services.GetRequiredService<Passwords>().Hash(People.Password));
        var office = installation.NewBrowser();
        await office.SignIn("t2-vp@tinh-mau.example");
        Assert.Equal(0, (int)(await office.Get("/api/sites?unseen=true"))["total"]!);
        Assert.True((int)(await office.Get("/api/sites"))["total"]! > 100);
    }

    [Fact]
    public async Task Among_real_units_no_province_is_made()
    {
        await using var installation = await TestInstallation.StartAsync();
        await installation.QueryAsync(async db =>
        {
            db.Add(new Unit { Id = Guid.CreateVersion7(), Name = "UBND xã Ea Kao", CreatedAt = DateTimeOffset.UnixEpoch });
            return await db.SaveChangesAsync();
        });
        Assert.Null(await installation.Services.GetRequiredService<DemonstrationProvince>().MakeAsync(DemonstrationForm.TwoLevel, null, default));
        Assert.Equal(1, await installation.QueryAsync(db => db.Set<Unit>().CountAsync()));
        Assert.Equal(0, await installation.QueryAsync(db => db.Set<Site>().CountAsync()));
    }

    private static async Task<DemonstrationProvince.Made> Make(TestInstallation installation, DemonstrationForm form, string? hash = null) =>
        (await installation.Services.GetRequiredService<DemonstrationProvince>().MakeAsync(form, hash, default))!;

    private static Task<(int, int, int)> Levels(TestInstallation installation) => installation.QueryAsync(async db =>
    {
        var authorities = await db.Set<Unit>().Where(unit => unit.Kind == UnitKind.Authority).Select(unit => unit.Level).ToListAsync();
        return (authorities.Count(level => level == 1), authorities.Count(level => level == 2), authorities.Count(level => level == 3));
    });
}
