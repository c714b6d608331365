using Npgsql;

namespace DiemCau.Bench.Server;

/// <summary>The server's own database, by the socket that it keeps in its data folder.</summary>
internal static class ServerDatabase
{
    public static async Task WriteAsync(string dataFolder, IEnumerable<string> statements, CancellationToken cancel)
    {
        await using var database = await OpenAsync(dataFolder, cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>How many transactions it has carried out so far, reads among them.</summary>
    public static async Task<long> TransactionsAsync(string dataFolder, CancellationToken cancel)
    {
        await using var database = await OpenAsync(dataFolder, cancel);
        await using var command = database.CreateCommand("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<NpgsqlDataSource> OpenAsync(string dataFolder, CancellationToken cancel)
    {
        // Lines of postmaster.pid: pid, data folder, start time, port, socket folder, …
        var socketFolder = (await File.ReadAllLinesAsync(Path.Combine(dataFolder, "postgres/postmaster.pid"), cancel))[4];
        return NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder { Host = socketFolder, Database = "diemcau", Username = "diemcau", CommandTimeout = 600 }.ConnectionString);
    }
}
