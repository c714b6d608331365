using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DiemCau.Meetings.Storage;

/// <summary>
/// Tells rounds when there is something for them, whichever server or command has written it: triggers notify, and one connection of this server
/// listens (PostgreSQL, LISTEN and NOTIFY). A server that rests asks the database hardly anything, and what is written is looked at at once.
/// </summary>
internal sealed partial class TableChanges(IDbContextFactory<DiemCauDb> contexts, TimeProvider time, ILogger<TableChanges> log) : BackgroundService
{
    private const string Listening = "listening";

    /// <summary>Until a connection that was lost is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Seconds after which a connection that has become silent is asked whether it is still there.</summary>
    private const int KeepAlive = 30;

    private volatile bool _isListening;

    /// <summary>A mail is to be sent at another time than before.</summary>
    public TableChange Mails { get; } = new(time);

    /// <summary>A meeting has moved on or in time, or a command has given an order.</summary>
    public TableChange Sessions { get; } = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isKnown = false; // one line of the log for one loss, however long it lasts
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (_isListening || !isKnown)
                {
                    NotListening(log, failure);
                    isKnown = true;
                }
            }

            if (_isListening)
            {
                TellAll(isListening: false);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var address = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, KeepAlive = KeepAlive };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(cancellation);
        await using (var listen = new NpgsqlCommand("listen diemcau_changes", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        // Heard only where listening works: behind a pooler that changes connections it does not, and rounds go on looking by themselves.
        await db.Database.ExecuteSqlAsync($"select pg_notify('diemcau_changes', {Listening})", cancellation);
        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }

    private void Hear(string payload)
    {
        switch (payload)
        {
            case "mails":
                Mails.Tell();
                break;
            case "sessions":
                Sessions.Tell();
                break;
            case Listening:
                TellAll(isListening: true);
                break;
        }
    }

    /// <summary>Whatever was written meanwhile was not heard.</summary>
    private void TellAll(bool isListening)
    {
        _isListening = isListening;
        foreach (var change in (ReadOnlySpan<TableChange>)[Mails, Sessions])
        {
            change.IsHeard = isListening;
            change.Tell();
        }
    }

    [LoggerMessage(LogLevel.Warning, "What other servers and commands write is looked for every few seconds until the database can be listened to again.")]
    private static partial void NotListening(ILogger log, Exception failure);
}
