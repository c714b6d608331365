using System.Diagnostics;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>
/// A PostgreSQL of this test process's own: a temporary folder, a Unix socket, no network. Databases are copies of one that
/// was migrated once.
/// </summary>
internal sealed class PostgresCluster
{
    private const string Template = "diemcau_template";
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);
    private static int _databases;
    private readonly string _folder;
    private static readonly SemaphoreSlim Creating = new(1);

    private PostgresCluster(string folder) => _folder = folder;

    /// <summary>A new database with the whole schema.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabaseAsync()
    {
        var cluster = await Shared.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Creating.WaitAsync(); // a template must not be copied twice at once
        try
        {
            await cluster.ExecuteAsync($"create database {name} template {Template}");
        }
        finally
        {
            Creating.Release();
        }

        return cluster.AddressOf(name);
    }

    /// <summary>A new database with nothing in it.</summary>
    public static async Task<string> NewEmptyDatabaseAsync()
    {
        var cluster = await Shared.Value;
        var name = $"empty_{Interlocked.Increment(ref _databases)}";
        await cluster.ExecuteAsync($"create database {name} template template0");
        return cluster.AddressOf(name);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-pg-").FullName;
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var isRoot = Environment.UserName == "root"; // PostgreSQL refuses to run as root
        if (isRoot)
            await RunAsync("chown", "postgres", folder);
        string[] prefix = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "env", $"HOME={folder}"] : ["env"];
        await RunAsync([.. prefix, $"{binaries}/initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        // Started in the foreground: it is then our child and ends with us.
        var server = Start([.. prefix, $"{binaries}/postgres", "-D", $"{folder}/data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
            "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server, folder);

        var cluster = new PostgresCluster(folder);
        await cluster.AwaitReadyAsync(server);
        await cluster.ExecuteAsync($"create database {Template} template template0");
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, cluster.AddressOf(Template) + ";Pooling=false");
        await using (var db = new DiemCauDb(options.Options))
            await db.Database.MigrateAsync();
        return cluster;
    }

    private string AddressOf(string database) => $"Host={_folder};Username=postgres;Database={database};Maximum Pool Size=20";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AddressOf("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task AwaitReadyAsync(Process server)
    {
        for (var attempt = 0; !server.HasExited && attempt < 300; attempt++)
        {
            try
            {
                await ExecuteAsync("select 1");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    private static void Stop(Process server, string folder)
    {
        Process.Start("kill", ["-QUIT", $"{server.Id}"]).WaitForExit(); // immediate shutdown: nothing in it is worth keeping
        server.WaitForExit(TimeSpan.FromSeconds(5));
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    })!;

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]}: {await error}");
    }
}
