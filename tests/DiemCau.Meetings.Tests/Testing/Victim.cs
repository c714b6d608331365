using System.Data.Common;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>Contexts whose connection the database closes at a certain step: before a command, before the commit or after it.</summary>
internal sealed class Victim(IDbContextFactory<DiemCauDb> contexts, int dyingStep) : IDbContextFactory<DiemCauDb>
{
    private int _step;

    public bool IsDead { get; private set; }

    /// <summary>How many there were.</summary>
    public int Steps => _step;

    public DiemCauDb CreateDbContext()
    {
        using var model = contexts.CreateDbContext();
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        // A closed connection must not come back out of the pool that the test itself reads from.
        StorageModule.Configure(options, new NpgsqlConnectionStringBuilder(model.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        options.AddInterceptors(new Commands(this), new Transactions(this));
        return new(options.Options);
    }

    private async Task StepAsync(DbConnection connection)
    {
        if (++_step != dyingStep)
        {
            return;
        }

        IsDead = true;
        await using var killer = new NpgsqlConnection(connection.ConnectionString);
        await killer.OpenAsync();
        await using var command = new NpgsqlCommand($"select pg_terminate_backend({((NpgsqlConnection)connection).ProcessID})", killer);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Commands(Victim victim) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await victim.StepAsync(command.Connection!);
            return result;
        }
    }

    private sealed class Transactions(Victim victim) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await victim.StepAsync(transaction.Connection!);
            return result;
        }

        public override async Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await victim.StepAsync(eventData.Context!.Database.GetDbConnection());
        }
    }
}
