using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Journal;

/// <summary>
/// Adds the journal's months ahead and removes those that are older than they are kept (docs/operations/retention.md). Any number of
/// servers may do so at once: the database's functions do each month once.
/// </summary>
internal sealed partial class JournalMonths(
    IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time, ILogger<JournalMonths> logger) : BackgroundService
{
    /// <summary>A server that is alone and stands still for a quarter of a year still finds its month.</summary>
    private const int Ahead = 3;

    private static readonly TimeSpan Round = TimeSpan.FromHours(6);

    public async Task KeepAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Lines of months that nobody had added, such as after a clock that was wrong, are moved to where they belong.
        var early = await db.Database.SqlQuery<DateOnly>(
            $"select distinct date_trunc('month', at at time zone 'UTC')::date as \"Value\" from journal_other").ToListAsync(cancellation);
        foreach (var month in Enumerable.Range(0, Ahead + 1).Select(today.AddMonths).Concat(early.Where(day => day < today)))
        {
            if (await db.Database.SqlQuery<bool>($"select journal_add_month({month}) as \"Value\"").SingleAsync(cancellation))
            {
                Added(logger, month);
            }
        }

        foreach (var month in await OldAsync(db, today, cancellation))
        {
            if (await db.Database.SqlQuery<long?>($"select journal_remove_month({month}, {installation.Retention.JournalMonths}) as \"Value\"")
                .SingleAsync(cancellation) is { } lines)
            {
                Removed(logger, month, lines);
            }
        }
    }

    /// <summary>The months that ended before the time for which lines are kept.</summary>
    private async Task<List<DateOnly>> OldAsync(DiemCauDb db, DateOnly today, CancellationToken cancellation)
    {
        var kept = today.AddMonths(-installation.Retention.JournalMonths);
        var months = await db.Database.SqlQuery<DateOnly>(
            $"""
            select to_date(substr(relname, 9), 'YYYY_MM') as "Value" from pg_inherits join pg_class on pg_class.oid = inhrelid
            where inhparent = 'journal'::regclass and relname ~ '^journal_\d\d\d\d_\d\d$' order by 1
            """).ToListAsync(cancellation);
        return [.. months.Where(month => month.AddMonths(1) <= kept)];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing is lost by it: lines of a month that is missing have a place, and what is old waits.
                Postponed(logger, cause);
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "The journal's month {Month} was added.")]
    private static partial void Added(ILogger logger, DateOnly month);

    [LoggerMessage(LogLevel.Warning, "The journal's month {Month} with {Lines} lines was removed: it is older than the journal is kept.")]
    private static partial void Removed(ILogger logger, DateOnly month, long lines);

    [LoggerMessage(LogLevel.Warning, "The journal's months could not be looked after now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
