using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace DiemCau.Meetings.Storage;

/// <summary>Brings the database to this program's schema.</summary>
internal sealed class DatabaseSchema(IDbContextFactory<DiemCauDb> contexts)
{
    // Any constant will do as long as nothing else in the database uses it; this one spells "diemcau" in ASCII.
    private const long MigrationLock = 0x6469_656d_6361_75;

    /// <summary>Applies the missing migrations. Several servers may start at once: all but the first wait for its lock.</summary>
    /// <returns>Whether any was missing.</returns>
    public async Task<bool> MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await IsCurrentAsync(db.Database.GetConnectionString()!, cancellation))
        {
            return false;
        }

        // A connection of its own, because the migrator closes its connection between migrations and would lose the lock.
        // Unpooled, so that a broken start cannot leave the lock held in the pool.
        var address = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        await using var holder = new NpgsqlConnection(address.ConnectionString);
        await holder.OpenAsync(cancellation);
        await using (var command = new NpgsqlCommand("select pg_advisory_lock($1)", holder) { Parameters = { new() { Value = MigrationLock } } })
        {
            // Another server may be in the middle of a long migration.
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await db.Database.MigrateAsync(cancellation);
        return true;
    }

    /// <summary>Asked in a line of SQL, because the migrator takes a quarter of the time of a command to find nothing to do.</summary>
    private static async Task<bool> IsCurrentAsync(string address, CancellationToken cancellation)
    {
        var known = typeof(DatabaseSchema).Assembly.GetTypes().Where(type => type.BaseType == typeof(SqlMigration))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id).ToArray();
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(cancellation);
        await using var count = new NpgsqlCommand("""
            select count(*) from "__EFMigrationsHistory" where "MigrationId" = any($1)
            """, connection) { Parameters = { new() { Value = known } } };
        try
        {
            return (long)(await count.ExecuteScalarAsync(cancellation))! == known.Length;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }
}
