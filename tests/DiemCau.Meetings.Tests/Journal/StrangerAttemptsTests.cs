using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Journal;

public sealed class StrangerAttemptsTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task What_strangers_try_fills_a_table_of_its_own_and_not_the_journal()
    {
        var stranger = _installation.NewBrowser("203.0.113.7");
        for (var time = 0; time < 3; time++)
        {
            await stranger.SignIn("khongco@tinh.gov.vn");
            await stranger.Post("/api/accounts/forgotten-password", new { email = "khongco@tinh.gov.vn" });
        }

        await stranger.Post("/api/accounts", new { email = "moi@tinh.gov.vn" });

        Assert.Equal(0, await _installation.QueryAsync(db => db.Journal.CountAsync()));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);
        var seen = (await auditor.Get("/api/journal/strangers?search=203.0.113")).Json!["items"]!.AsArray()
            .Select(row => ((string)row!["action"]!, (string)row["mailbox"]!, (int)row["attempts"]!)).Order();
        Assert.Equal(
            [("account.password_forgotten", "khongco@tinh.gov.vn", 3), ("account.registered", "moi@tinh.gov.vn", 1), ("account.sign_in_failed", "khongco@tinh.gov.vn", 3)],
            seen);
    }

    [Fact]
    public async Task A_known_account_that_fails_is_in_the_journal_and_a_wish_for_a_mail_that_goes_out()
    {
        await _installation.Activated("so@tinh.gov.vn");
        await _installation.NewBrowser().SignIn("so@tinh.gov.vn", "sai mật khẩu 1");
        for (var time = 0; time < 3; time++)
        {
            await _installation.NewBrowser().Post("/api/accounts/forgotten-password", new { email = "so@tinh.gov.vn" });
        }

        var lines = await _installation.QueryAsync(db => db.Journal.OrderBy(line => line.At).ThenBy(line => line.Id)
            .Where(line => line.Action != "account.activated").Select(line => new { line.Action, line.Severity }).ToListAsync());
        Assert.Equal(
            [("account.sign_in_failed", JournalSeverity.Warning), ("account.password_forgotten", JournalSeverity.Info)],
            lines.Select(line => (line.Action, line.Severity)));
    }

    [Fact]
    public async Task Of_one_address_and_of_all_together_only_so_many_are_kept_and_the_rest_is_counted()
    {
        await using var db = await ContextAsync();
        var strangers = _installation.Services.GetRequiredService<StrangerAttempts>();
        for (var i = 0; i < StrangerAttempts.MostOfAnAddress + 20; i++)
        {
            await strangers.NoteAsync(db, StrangerAttempts.SignIn, $"a{i}@x.vn", default);
        }

        Assert.Equal(StrangerAttempts.MostOfAnAddress + 1, await db.StrangerAttempts.CountAsync());
        Assert.Equal(20, (await db.StrangerAttempts.SingleAsync(row => row.Mailbox == "")).Attempts);

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into stranger_attempts select current_date - 1, 'x', 'a' || n, '', 1, now(), now()
            from generate_series(1, {StrangerAttempts.Most}) n
            """);
        var before = await db.StrangerAttempts.CountAsync();
        for (var i = 0; i < 5; i++)
        {
            await strangers.NoteAsync(db, StrangerAttempts.PasswordForgotten, $"b{i}@x.vn", default);
        }

        Assert.Equal(before + 1, await db.StrangerAttempts.CountAsync());
        Assert.Equal(5, (await db.StrangerAttempts.AsNoTracking().SingleAsync(row => row.Action == StrangerAttempts.PasswordForgotten)).Attempts);
    }

    [Fact]
    public async Task They_are_forgotten_after_a_month()
    {
        await _installation.NewBrowser().SignIn("khongco@tinh.gov.vn");
        var upkeep = _installation.Services.GetServices<IHostedService>().OfType<AccountsUpkeep>().Single();

        _installation.Time.Advance(TimeSpan.FromDays(29));
        await upkeep.CleanAsync(default);
        Assert.Equal(1, await _installation.QueryAsync(db => db.StrangerAttempts.CountAsync()));

        _installation.Time.Advance(TimeSpan.FromDays(2));
        await upkeep.CleanAsync(default);
        Assert.Equal(0, await _installation.QueryAsync(db => db.StrangerAttempts.CountAsync()));
    }

    private Task<DiemCauDb> ContextAsync() => _installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();
}
