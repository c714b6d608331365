using System.Collections;
using System.CommandLine;
using DiemCau.Meetings;
using DiemCau.Server.Configuration;
using DiemCau.Server.EmbeddedPostgres;
using Npgsql;

namespace DiemCau.Server.CommandLine;

/// <summary>What commands share: the installation's settings, database and services.</summary>
internal static class Installation
{
    /// <summary>
    /// Runs a command on this installation's services, whether its server is running or not. There is no host: nothing is started but what it asks for.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static Task<int> UseAsync(
        ParseResult parsed, Func<IServiceProvider, CommandOutput, CancellationToken, Task<int>> work, CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            if (ReadSettings() is not { } settings)
            {
                return ExitCode.WrongOptions;
            }

            // What a person or a script asked for is on stdout; the log is not part of it, and only problems are worth reading.
            settings = settings with { LogLevel = LogLevel.Warning };
            // A command asks for a service once or twice: compiling how it is made costs more than making it.
            AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", isEnabled: true);
            await using var database = settings.ConnectionString is null && PostgresCluster.Running(settings.DataFolder) is { } running
                ? new Database(running.ConnectionString, running)
                : await StartDatabaseAsync(settings, cancellation);
            await using var services = Composition.BuildServices(settings, database.ConnectionString);
            await services.PrepareMeetingsAsync(invite: false, cancellation);
            await using var scope = services.CreateAsyncScope();
            return await work(scope.ServiceProvider, new CommandOutput(parsed.GetValue(CommandTree.Json), Console.Out, Console.Error), cancellation);
        });

    /// <returns>Null when options are wrong, after having said so.</returns>
    public static Settings? ReadSettings()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
        foreach (var name in ConfigurationSources.Unknown(environment))
        {
            Console.Error.WriteLine($"Biến môi trường {name} không phải là tùy chọn của DiemCau. / {name} is not an option of DiemCau.");
        }

        var (settings, problems) = SettingsReader.Read(ConfigurationSources.Read(environment));
        if (settings is null)
        {
            OptionProblem.Print(problems, Console.Error);
        }

        return settings;
    }

    public static async Task<Database> StartDatabaseAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings.ConnectionString is { } given)
        {
            return new Database(given, null);
        }

        var logs = LoggerFactory.Create(logging => logging.AddReadableConsole(settings));
        var cluster = await PostgresCluster.StartAsync(settings.DataFolder, logs.CreateLogger<PostgresCluster>(), cancellation: cancellation);
        return new Database(cluster.ConnectionString, cluster);
    }

    /// <summary>Turns what the administrator can do something about into a message and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresUnavailableException cause)
        {
            await Console.Error.WriteLineAsync(cause.Message);
        }
        catch (Exception cause) when (cause is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            await Console.Error.WriteLineAsync(
                $"Không kết nối được cơ sở dữ liệu. / The database cannot be reached. ({(cause.InnerException as NpgsqlException ?? cause).Message})");
        }
        catch (IOException cause) when (cause.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"Cổng HTTPS đang được chương trình khác dùng; hãy đặt DIEMCAU_HTTPS_PORT. / The HTTPS port is in use by another program; set DIEMCAU_HTTPS_PORT. ({cause.Message})");
        }
        catch (FileNotFoundException cause) when (cause.FileName is { } file && file.EndsWith(".json", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"Không có tệp cấu hình {file}. / The configuration file {file} is missing.");
            return ExitCode.WrongOptions;
        }
        catch (InvalidDataException cause)
        {
            await Console.Error.WriteLineAsync($"Tệp cấu hình không đọc được. / The configuration file cannot be read. ({cause.Message})");
            return ExitCode.WrongOptions;
        }

        return ExitCode.Unavailable;
    }

    /// <param name="Cluster">Null: somebody else's database.</param>
    internal sealed record Database(string ConnectionString, PostgresCluster? Cluster) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
