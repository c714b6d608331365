using System.Net;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Kiosks;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Kiosks;

/// <summary>A machine shows a code, whoever keeps the site types it, and the machine has a key.</summary>
public sealed class KioskPairingTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Browser _commune = null!;
    private Guid _site;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _commune = await _installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        _site = (Guid)(await _commune.Post("/api/sites", new { name = "Hội trường" }))["summary"]["id"]!;
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_machine_whose_code_was_typed_fetches_a_key_that_opens_its_own_site()
    {
        var machine = _installation.NewBrowser();
        Assert.Equal("kiosk_not_paired", (await machine.Get("/api/kiosk")).Code);
        var code = await Machines.CodeAsync(machine);
        Assert.Equal(HttpStatusCode.NoContent, (await machine.Post("/api/kiosk/pairing/key", new { })).Status);

        // As it is written down on the way: small letters, a dash.
        var typed = await Machines.TypeAsync(_commune, _site, code.ToLowerInvariant().Replace(' ', '-'), "Máy hội trường");
        var paired = await machine.Post("/api/kiosk/pairing/key", new { });

        Assert.Equal(HttpStatusCode.Created, typed.Status);
        Assert.Equal(("Máy hội trường", "Hội trường"), ((string?)paired["name"], (string?)paired["siteName"]));
        var shown = await machine.Get("/api/kiosk");
        Assert.Equal((_site, "UBND xã Ea Kao"), ((Guid)shown["siteId"]!, (string?)shown["unitName"]));
        Assert.Equal(HttpStatusCode.NoContent, (await Machines.BeatAsync(machine)).Status);
        var listed = Assert.Single((await _commune.Get($"/api/sites/{_site}/kiosks")).Json!.AsArray())!;
        Assert.Equal(("Máy hội trường", "UBND xã Ea Kao", "Chromium 140", 1920), (
            (string?)listed["name"], (string?)listed["pairedBy"], (string?)listed["version"], (int?)listed["screenWidth"]));
        Assert.Contains("kiosk.paired", await JournalAsync());
    }

    [Fact]
    public async Task Nobody_gets_a_key_a_second_time_once_the_machine_has_come_with_it()
    {
        var machine = _installation.NewBrowser();
        await Machines.TypeAsync(_commune, _site, await Machines.CodeAsync(machine));
        Assert.Equal(HttpStatusCode.OK, (await machine.Post("/api/kiosk/pairing/key", new { })).Status);
        var copy = _installation.NewBrowser();
        copy.TakeCookiesOf(machine);
        // The answer with the key may be lost on the way.
        Assert.Equal(HttpStatusCode.OK, (await machine.Post("/api/kiosk/pairing/key", new { })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Machines.BeatAsync(machine)).Status);

        Assert.Equal("kiosk_pairing_over", (await copy.Post("/api/kiosk/pairing/key", new { })).Code);
        Assert.Equal("kiosk_not_paired", (await copy.Get("/api/kiosk")).Code);
        Assert.Equal(HttpStatusCode.OK, (await machine.Get("/api/kiosk")).Status);
    }

    [Fact]
    public async Task Codes_that_were_used_that_expired_and_that_nobody_shows_are_refused_as_such()
    {
        var (first, second, third) = (_installation.NewBrowser(), _installation.NewBrowser(), _installation.NewBrowser());
        var used = await Machines.CodeAsync(first);
        await Machines.TypeAsync(_commune, _site, used);
        var late = await Machines.CodeAsync(second);
        Assert.Equal("kiosk_code_used", (await Machines.TypeAsync(_commune, _site, used)).Code);
        Assert.Equal("kiosk_code_wrong", (await Machines.TypeAsync(_commune, _site, "CCCC CCCC")).Code);
        Assert.Equal("kiosk_code_wrong", (await Machines.TypeAsync(_commune, _site, "1")).Code);

        _installation.Time.Advance(PairingAtTheKiosk.Life);

        Assert.Equal("kiosk_code_expired", (await Machines.TypeAsync(_commune, _site, late)).Code);
        Assert.Equal("kiosk_pairing_over", (await second.Post("/api/kiosk/pairing/key", new { })).Code);
        Assert.NotEqual(late, await Machines.CodeAsync(second));
        Assert.Equal("kiosk_pairing_over", (await third.Post("/api/kiosk/pairing/key", new { })).Code);
        Assert.Equal(4, (await JournalAsync()).Count(action => action == "kiosk.pairing_refused"));
    }

    [Fact]
    public async Task Whoever_guesses_has_to_wait_and_a_right_code_is_not_taken_meanwhile()
    {
        var code = await Machines.CodeAsync(_installation.NewBrowser());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("kiosk_code_wrong", (await Machines.TypeAsync(_commune, _site, "CCCC CCCC")).Code);
        }

        Assert.Equal("too_many_attempts", (await Machines.TypeAsync(_commune, _site, code)).Code);
        _installation.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Created, (await Machines.TypeAsync(_commune, _site, code)).Status);
    }

    [Fact]
    public async Task Of_two_who_type_one_code_at_once_one_pairs()
    {
        var code = await Machines.CodeAsync(_installation.NewBrowser());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Machines.TypeAsync(_commune, _site, code)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.Code == "kiosk_code_used"));
        Assert.Single((await _commune.Get($"/api/sites/{_site}/kiosks")).Json!.AsArray());
    }

    [Fact]
    public async Task A_machine_that_asks_again_shows_the_same_code_and_a_network_holds_only_so_many()
    {
        var machine = _installation.NewBrowser("10.9.9.9");
        Assert.Equal(await Machines.CodeAsync(machine), await Machines.CodeAsync(machine));
        for (var i = 1; i < PairingAtTheKiosk.MostOpenOfAddress; i++)
        {
            _installation.Time.Advance(TimeSpan.FromSeconds(10)); // not faster than one may ask
            await Machines.CodeAsync(_installation.NewBrowser("10.9.9.9"));
        }

        _installation.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("kiosk_pairing_full", (await _installation.NewBrowser("10.9.9.9").Post("/api/kiosk/pairing", new { })).Code);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser("10.8.8.8").Post("/api/kiosk/pairing", new { })).Status);
        _installation.Time.Advance(PairingAtTheKiosk.Life + PairingAtTheKiosk.Remembered);
        await Machines.CodeAsync(_installation.NewBrowser("10.9.9.9"));
        Assert.Equal(1, await _installation.QueryAsync(db => db.KioskPairings.CountAsync()));
    }

    [Fact]
    public async Task Faster_than_a_person_sets_machines_up_no_codes_are_given()
    {
        var machine = _installation.NewBrowser("10.7.7.7");
        var answers = new List<Answer>();
        for (var i = 0; i < 21; i++)
        {
            answers.Add(await machine.Post("/api/kiosk/pairing", new { }));
        }

        Assert.Equal("too_many_attempts", answers[^1].Code);
        Assert.All(answers[..^1], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task Only_whoever_keeps_the_site_pairs_sees_and_revokes_its_machines()
    {
        var (machine, id) = await Machines.PairAsync(_installation, _commune, _site);
        var other = await _installation.Activated("cumgar@tinh.gov.vn", "UBND xã Cư M'gar");
        var own = (Guid)(await other.Post("/api/sites", new { name = "Hội trường" }))["summary"]["id"]!;

        Assert.Equal("forbidden", (await Machines.TypeAsync(other, _site, "CCCC CCCC")).Code);
        Assert.Equal("forbidden", (await other.Get($"/api/sites/{_site}/kiosks")).Code);
        Assert.Equal("forbidden", (await other.Delete($"/api/sites/{_site}/kiosks/{id}")).Code);
        Assert.Equal("not_found", (await other.Delete($"/api/sites/{own}/kiosks/{id}")).Code);
        Assert.Equal(HttpStatusCode.OK, (await machine.Get("/api/kiosk")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await _commune.Delete($"/api/sites/{_site}/kiosks/{id}")).Status);

        Assert.Equal("kiosk_not_paired", (await machine.Get("/api/kiosk")).Code);
        Assert.Empty((await _commune.Get($"/api/sites/{_site}/kiosks")).Json!.AsArray());
        Assert.Equal("not_found", (await _commune.Delete($"/api/sites/{_site}/kiosks/{id}")).Code);
        Assert.Contains("kiosk.revoked", await JournalAsync());
    }

    private Task<List<string>> JournalAsync() => _installation.QueryAsync(db => db.Journal.Where(line => line.SiteId == _site).Select(line => line.Action).ToListAsync());
}
