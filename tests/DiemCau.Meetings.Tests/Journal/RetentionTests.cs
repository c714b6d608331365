using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Live;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Journal;

public sealed class RetentionTests
{
    [Fact]
    public async Task The_round_adds_months_ahead_and_removes_those_that_are_older_than_they_are_kept()
    {
        await using var installation = await TestInstallation.StartAsync();
        var (now, kept) = (installation.Time.GetUtcNow(), new RetentionOptions().JournalMonths);
        var (old, young) = (now.AddMonths(-kept - 2), now.AddMonths(-kept + 1));
        await installation.QueryAsync(async db =>
        {
            await JournalWriter.WriteAsync(db, [Line(old), Line(young), Line(now)], default);
            return 0;
        });
        var round = installation.Services.GetServices<IHostedService>().OfType<JournalMonths>().Single();

        await round.KeepAsync(default);

        Assert.Equal(2, await installation.QueryAsync(db => db.Journal.CountAsync(line => line.Action == "room.created")));
        Assert.Equal(1, await installation.QueryAsync(db => db.Journal.CountAsync(line => line.Action == "journal.month_removed")));
        Assert.Equal(0, await installation.QueryAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from journal_other").SingleAsync()));
        var months = await installation.QueryAsync(db => db.Database.SqlQuery<string>(
            $"select relname::text as \"Value\" from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = 'journal'::regclass").ToListAsync());
        Assert.Contains($"journal_{now.AddMonths(3).UtcDateTime:yyyy_MM}", months);
        Assert.Contains($"journal_{young.UtcDateTime:yyyy_MM}", months);
        Assert.DoesNotContain($"journal_{old.UtcDateTime:yyyy_MM}", months);
    }

    [Fact]
    public async Task Of_a_conference_that_has_ended_the_state_goes_after_a_week_and_the_chat_when_it_was_kept_long_enough()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await chair.DoAsync("SendChat", "Chào các đồng chí");
        await chair.DoAsync("EndForAll");
        var installation = hall.Installation;
        await installation.EventuallyAsync(db => db.Conferences.CountAsync(row => row.EndedAt != null), 1);
        var round = installation.Services.GetServices<IHostedService>().OfType<EndedConferences>().Single();

        await round.ForgetAsync(default);
        Assert.NotEqual("{}", await installation.QueryAsync(db => db.Conferences.Select(row => row.State).SingleAsync()));

        installation.Time.Advance(TimeSpan.FromDays(8));
        await round.ForgetAsync(default);
        Assert.Equal("{}", await installation.QueryAsync(db => db.Conferences.Select(row => row.State).SingleAsync()));
        Assert.Equal(1, await installation.QueryAsync(db => db.ConferenceChat.CountAsync()));

        installation.Time.Advance(TimeSpan.FromDays(new RetentionOptions().ChatDays));
        await round.ForgetAsync(default);
        Assert.Equal(0, await installation.QueryAsync(db => db.ConferenceChat.CountAsync()));
        Assert.Equal(1, await installation.QueryAsync(db => db.Conferences.CountAsync()));
    }

    private static JournalEntry Line(DateTimeOffset at) => new() { Id = TimeOrderedId.New(at), At = at, Action = "room.created", Detail = "{}" };
}
