using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Demonstration;
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

    private static Task<DemonstrationProvince.Made> Make(TestInstallation installation, DemonstrationForm form, string? hash = null) =>
        installation.Services.GetRequiredService<DemonstrationProvince>().MakeAsync(form, hash, default);

    private static Task<(int, int, int)> Levels(TestInstallation installation) => installation.QueryAsync(async db =>
    {
        var authorities = await db.Set<Unit>().Where(unit => unit.Kind == UnitKind.Authority).Select(unit => unit.Level).ToListAsync();
        return (authorities.Count(level => level == 1), authorities.Count(level => level == 2), authorities.Count(level => level == 3));
    });
}
