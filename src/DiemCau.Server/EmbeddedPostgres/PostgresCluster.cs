using Npgsql;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL cluster in the data folder that lives as long as this object: initialised at first use, started with it, restarted
/// when it crashes, stopped in order when disposed, and stopped by the kernel's signal when this process is killed.
/// It listens on a private Unix socket only.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Database = "diemcau";
    private const string Role = "diemcau";

    // After a power cut the write-ahead log is replayed first; on a slow disk that takes minutes, and the log says so meanwhile.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);

    private readonly string _socketFolder;
    private readonly FileStream? _lock;
    private readonly PostgresProcess? _process;

    private PostgresCluster(string socketFolder, FileStream? @lock, PostgresProcess? process)
    {
        ConnectionString = Connect(socketFolder, Database);
        _socketFolder = socketFolder;
        _lock = @lock;
        _process = process;
    }

    /// <summary>For Npgsql; the role may do everything in this cluster.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the cluster of a data folder, which must not be in use by another server.</summary>
    /// <param name="dataFolder">Absolute path; the cluster is in its subfolder <c>postgres</c>.</param>
    /// <param name="durable">False gives up safety against power cuts for speed: tests.</param>
    /// <exception cref="PostgresUnavailableException">It cannot be started; the texts say what to do.</exception>
    public static async Task<PostgresCluster> StartAsync(
        string dataFolder, ILogger logger, bool durable = true, CancellationToken cancellation = default)
    {
        var clusterFolder = ClusterFolder(dataFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(clusterFolder)!);
        var held = await TakeLockAsync(clusterFolder + ".lock", cancellation);
        try
        {
            var version = Postmaster.Version(clusterFolder);
            var binaries = PostgresBinaries.Find(version);
            var user = PostgresUser.Choose();
            if (version is null)
            {
                PostgresLog.Initialising(logger, clusterFolder, binaries.Major);
                ClusterCreation.Create(clusterFolder, binaries, user);
            }

            await Postmaster.ClearLeftoversAsync(clusterFolder, cancellation);
            var socketFolder = SocketFolder.Create(clusterFolder, user);
            var process = new PostgresProcess(user.CommandLine(
                binaries.Program("postgres"), clusterFolder, Settings(socketFolder, durable)), logger);
            try
            {
                await WaitUntilReadyAsync(socketFolder, process, cancellation);
                await CreateDatabaseAsync(socketFolder, cancellation);
            }
            catch
            {
                process.Dispose();
                throw;
            }

            return new PostgresCluster(socketFolder, held, process);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>The instance that a running server has started; null: none runs. It is not stopped when disposed.</summary>
    public static PostgresCluster? Running(string dataFolder) =>
        Postmaster.RunningSocketFolder(ClusterFolder(dataFolder)) is { } socketFolder ? new PostgresCluster(socketFolder, null, null) : null;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // Pooled connections would only be cut by the shutdown and be found dead by whoever starts the cluster again.
            NpgsqlConnection.ClearAllPools();
            await Task.Run(_process.Dispose);
            Directory.Delete(_socketFolder, recursive: true);
        }

        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    /// <summary>With every link resolved, because the process table shows it so.</summary>
    private static string ClusterFolder(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        return Path.Combine(ChildProcess.RealPath(dataFolder), "postgres");
    }

    private static async Task<FileStream> TakeLockAsync(string file, CancellationToken cancellation)
    {
        // A command line that has started the cluster for itself holds it for a moment; a second server holds it for good.
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file) && tries < 100)
            {
                await Task.Delay(100, cancellation);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new PostgresUnavailableException(
                    $"Thư mục dữ liệu {Path.GetDirectoryName(file)} đang được một máy chủ DiemCau khác sử dụng, hoặc không ghi được. ({cause.Message})",
                    $"The data folder {Path.GetDirectoryName(file)} is in use by another DiemCau server, or cannot be written to. ({cause.Message})",
                    cause);
            }
        }
    }

    private static List<string> Settings(string socketFolder, bool durable)
    {
        List<string> settings =
        [
            "listen_addresses=",
            $"unix_socket_directories={socketFolder}",
            "unix_socket_permissions=0700",
            "timezone=UTC",
            // Queries of this system are short; compiling them costs more than running them.
            "jit=off",
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_age=1d",
            "log_rotation_size=0",
        ];
        if (!durable)
        {
            // Tests give each its own database, and each database has a pool of its own.
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=500"]);
        }

        return [.. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private static async Task WaitUntilReadyAsync(string socketFolder, PostgresProcess process, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connect(socketFolder, "postgres") + ";Pooling=false");
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException) when (!process.HasFailed)
            {
                await Task.Delay(50, patience.Token);
            }
            catch (Exception cause) when (cause is NpgsqlException || (cause is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                throw new PostgresUnavailableException(
                    $"PostgreSQL không khởi động được: {process.LastWords}",
                    $"PostgreSQL does not start: {process.LastWords}",
                    cause);
            }
        }
    }

    private static async Task CreateDatabaseAsync(string socketFolder, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Connect(socketFolder, "postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select 1 from pg_database where datname = '{Database}'";
        if (await command.ExecuteScalarAsync(cancellation) is null)
        {
            command.CommandText = $"create database {Database}";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Connect(string socketFolder, string database) =>
        new NpgsqlConnectionStringBuilder { Host = socketFolder, GssEncryptionMode = GssEncryptionMode.Disable, Username = Role, Database = database, MaxPoolSize = 60 }.ConnectionString;
}
