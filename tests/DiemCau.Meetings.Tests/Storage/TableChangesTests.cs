using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Meetings.Tests.Storage;

/// <summary>One wait is an hour: what it ends by was told, and no round of its own.</summary>
public sealed class TableChangesTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ServiceProvider? _services;
    private TableChanges? _changes;

    private IDbContextFactory<DiemCauDb> Contexts => _services!.GetRequiredService<IDbContextFactory<DiemCauDb>>();

    public async Task InitializeAsync()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStorage(await TestDatabases.NewAsync()).BuildServiceProvider();
        _changes = new(Contexts, TimeProvider.System, NullLogger<TableChanges>.Instance);
        await _changes.StartAsync(default);
        await ListenedToAsync();
    }

    public async Task DisposeAsync()
    {
        await _changes!.StopAsync(default);
        await using var db = await Contexts.CreateDbContextAsync();
        TestDatabases.Release(db);
    }

    public void Dispose()
    {
        _changes?.Dispose();
        _services?.Dispose();
    }

    [Fact]
    public async Task A_mail_that_anybody_puts_into_the_outbox_is_told_once_it_is_there()
    {
        var told = _changes!.Mails.WaitAsync(Hour, Look, default);

        await using var db = await Contexts.CreateDbContextAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await AddMailsAsync(db);
            Assert.False(told.IsCompleted);
            await transaction.CommitAsync();
        }

        await told.WaitAsync(Patience);
        Assert.Equal(3, await db.Mails.CountAsync());
    }

    [Fact]
    public async Task What_is_told_while_a_round_is_at_work_is_not_forgotten()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await AddMailsAsync(db);
        var told = _changes!.Mails.WaitAsync(Hour, Look, default);

        await told.WaitAsync(Patience);
    }

    [Fact]
    public async Task With_a_lost_connection_rounds_look_by_themselves_until_they_are_told_again()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'");
        for (var looks = 0; looks < 2; looks++)
        {
            await _changes!.Mails.WaitAsync(Hour, Look, default).WaitAsync(Patience);
        }

        await ListenedToAsync();
        await A_mail_that_anybody_puts_into_the_outbox_is_told_once_it_is_there();
    }

    [Fact]
    public async Task While_nothing_is_told_a_round_looks_as_often_as_it_says_itself()
    {
        var failing = new TableChange(TimeProvider.System).WaitAsync(Hour, Hour, default);

        await new TableChange(TimeProvider.System).WaitAsync(Hour, TimeSpan.FromMilliseconds(50), default).WaitAsync(Patience);

        Assert.False(failing.IsCompleted);
    }

    /// <summary>An hour's wait of which nothing comes is what a change looks like that is listened to.</summary>
    private async Task ListenedToAsync()
    {
        Task quiet;
        do
        {
            quiet = _changes!.Mails.WaitAsync(Hour, Look, default);
        }
        while (await Task.WhenAny(quiet, Task.Delay(TimeSpan.FromSeconds(4))) == quiet);

        // It is still waiting, and takes the next that is told.
        _changes.Mails.Tell();
        await quiet;
    }

    private static Task AddMailsAsync(DiemCauDb db) => db.Database.ExecuteSqlAsync($"""
        insert into mails (id, recipient, subject, text, html, created_at, state, attempts, next_attempt_at)
        select gen_random_uuid(), 'xa@tinh.test', '', '', '', now(), 'Waiting', 0, now() from generate_series(1, 3)
        """);
}
