using DiemCau.Meetings.Storage;
using DiemCau.Server.EmbeddedPostgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>
/// Databases on a PostgreSQL of this test process's own, started as the server starts its own. They are copies of one that was
/// migrated once.
/// </summary>
internal static class TestDatabases
{
    private const string Folders = "diemcau-pg-";

    /// <summary>A file with the process whose databases a folder holds.</summary>
    private const string Owner = "owner";

    private const string Template = "diemcau_template";
    private static readonly Lazy<Task<string>> Cluster = new(StartAsync);
    private static readonly SemaphoreSlim Creating = new(1);
    private static int _count;

    /// <summary>A new database with the whole schema.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> NewAsync() => CreateAsync(Template);

    /// <summary>A new database with nothing in it.</summary>
    public static Task<string> NewEmptyAsync() => CreateAsync("template0");

    /// <summary>Closes the idle connections of a test that has ended: all tests share the cluster's hundred.</summary>
    public static void Release(DiemCauDb db) => NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());

    private static async Task<string> CreateAsync(string template)
    {
        var cluster = await Cluster.Value;
        var name = $"test_{Interlocked.Increment(ref _count)}";
        await Creating.WaitAsync(); // a template must not be copied twice at once
        try
        {
            await ExecuteAsync(cluster, $"create database {name} template {template}");
        }
        finally
        {
            Creating.Release();
        }

        return AddressOf(cluster, name);
    }

    private static async Task<string> StartAsync()
    {
        DeleteLeftOver();
        var folder = Directory.CreateTempSubdirectory(Folders).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, Owner), $"{Environment.ProcessId}");
        // PostgreSQL's unprivileged user walks through it.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var cluster = await PostgresCluster.StartAsync(folder, NullLogger.Instance, durable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };

        await ExecuteAsync(cluster.ConnectionString, $"create database {Template} template template0");
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, AddressOf(cluster.ConnectionString, Template) + ";Pooling=false");
        await using (var db = new DiemCauDb(options.Options))
        {
            await db.Database.MigrateAsync();
        }

        return cluster.ConnectionString;
    }

    /// <summary>
    /// The runner ends a test process that takes long to exit, and deleting hundreds of megabytes does: what such a process has left is
    /// deleted by the next one.
    /// </summary>
    private static void DeleteLeftOver()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Folders + "*"))
        {
            var owner = new FileInfo(Path.Combine(folder, Owner));
            if (!owner.Exists || Directory.Exists($"/proc/{File.ReadAllText(owner.FullName)}"))
            {
                continue;
            }

            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Another test process is deleting it, too, or its server has not ended yet.
            }
        }
    }

    private static string AddressOf(string cluster, string database) =>
        new NpgsqlConnectionStringBuilder(cluster) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task ExecuteAsync(string cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
