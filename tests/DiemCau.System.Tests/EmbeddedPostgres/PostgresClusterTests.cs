using System.Diagnostics;
using DiemCau.Server.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DiemCau.System.Tests.EmbeddedPostgres;

public sealed class PostgresClusterTests : IDisposable
{
    // Deep below a private folder: too long for a socket's path, and out of an unprivileged user's reach.
    private readonly string _folder = Path.Combine(
        Directory.CreateTempSubdirectory("diemcau-").FullName, new string('d', 120), "data");

    public void Dispose() => Directory.Delete(Path.GetFullPath(Path.Combine(_folder, "../..")), recursive: true);

    [Fact]
    public async Task What_was_written_is_there_after_the_next_start()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first, "create table site (name text); insert into site values ('Điểm cầu Ea Kao')");
        }

        await using var second = await StartAsync();
        Assert.Equal("Điểm cầu Ea Kao", await ExecuteAsync(second, "select name from site"));
    }

    [Fact]
    public async Task Names_are_sorted_by_Vietnamese_rules()
    {
        await using var cluster = await StartAsync();
        var sorted = await ExecuteAsync(cluster, "select string_agg(n, ' ' order by n) from unnest(array['Êm', 'Đắk', 'Eo', 'Dương']) n");
        Assert.Equal("Dương Đắk Eo Êm", sorted);
    }

    [Fact]
    public async Task A_crashed_database_comes_back_by_itself()
    {
        await using var cluster = await StartAsync();
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_folder, "postgres/postmaster.pid")))[0]);
        Process.GetProcessById(postmaster).Kill();
        NpgsqlConnection.ClearAllPools();

        await EventuallyAsync(async () => (int)(await ExecuteAsync(cluster, "select 1"))! == 1);
    }

    [Fact]
    public async Task A_lock_file_whose_process_id_now_belongs_to_another_program_is_cleared()
    {
        await (await StartAsync()).DisposeAsync();
        // Process 1 is always there and never PostgreSQL.
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "postgres/postmaster.pid"), ["1", _folder + "/postgres", "1700000000", "5432", "/nowhere", "", "1 2", "ready   "]);

        await using var cluster = await StartAsync();
        Assert.Equal(1, await ExecuteAsync(cluster, "select 1"));
    }

    [Fact]
    public async Task The_command_line_uses_the_instance_that_is_running()
    {
        await using var server = await StartAsync();
        await using (var commandLine = PostgresCluster.Running(_folder))
        {
            Assert.Equal(server.ConnectionString, commandLine!.ConnectionString);
        }

        Assert.Equal(1, await ExecuteAsync(server, "select 1"));
    }

    [Fact]
    public async Task The_command_line_starts_and_stops_a_database_that_is_not_running()
    {
        Assert.Null(PostgresCluster.Running(_folder));
        await using (var commandLine = await StartAsync())
        {
            Assert.Equal(1, await ExecuteAsync(commandLine, "select 1"));
        }

        Assert.Null(PostgresCluster.Running(_folder));
        Assert.False(File.Exists(Path.Combine(_folder, "postgres/postmaster.pid")));
    }

    private Task<PostgresCluster> StartAsync() => PostgresCluster.StartAsync(_folder, NullLogger.Instance, durable: false);

    private static async Task<object?> ExecuteAsync(PostgresCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (NpgsqlException) when (tries < 100)
            {
                // Still starting.
            }

            await Task.Delay(100);
        }
    }
}
