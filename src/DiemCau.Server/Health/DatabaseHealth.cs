using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace DiemCau.Server.Health;

/// <summary>
/// Asks the database something. The answer is waited for with a clock of our own: a database that hangs, or whose machine is gone, keeps a
/// driver busy that tries to cancel, and whoever asks how the server does must not hang with it.
/// </summary>
internal sealed class DatabaseHealth : BackgroundService, IHealthCheck
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly string _connectionString;
    private readonly TimeProvider _clock;
    private readonly Lock _asking = new();
    private Task _question = Task.CompletedTask;
    private volatile bool _answers = true;

    public DatabaseHealth(string connectionString, TimeProvider clock)
    {
        _clock = clock;
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Timeout = (int)Patience.TotalSeconds,
            CommandTimeout = (int)Patience.TotalSeconds,
            CancellationTimeout = -1, // nobody waits for the cancelling
            // A connection of its own, once in a while: those of the pool may all be stuck, or all in use.
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>Whether it answered when it was asked last.</summary>
    public bool Answers => _answers;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Question().WaitAsync(Patience, cancellationToken);
            _answers = true;
            return HealthCheckResult.Healthy();
        }
        catch (Exception cause) when (!cancellationToken.IsCancellationRequested)
        {
            _answers = false;
            return HealthCheckResult.Unhealthy(exception: cause);
        }
    }

    /// <summary>For the metrics, which ask nobody when they are read.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CheckHealthAsync(new HealthCheckContext(), stoppingToken);
        }
    }

    /// <summary>One at a time, however many want to know: a database that hangs does not collect questions.</summary>
    private Task Question()
    {
        lock (_asking)
        {
            return _question.IsCompleted ? _question = AskAsync() : _question;
        }
    }

    private async Task AskAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync();
    }
}
