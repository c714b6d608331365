using System.Threading.Channels;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>
/// Takes out who is inside when the reason ends for which it was let in; <see cref="Entitlement"/> keeps it from coming back. At once when
/// this server ends it, within a few seconds when another server or a command does.
/// </summary>
internal sealed partial class Expulsions(
    LiveConferences conferences, ConferenceStore store, WhipSessions sessions, IMediaPlane media, IServiceProvider services, IKioskKeys keys, ExpulsionRounds rounds,
    TimeProvider time, ILogger<Expulsions> log) : BackgroundService, ISessionEvents
{
    /// <summary>More are found by the next round.</summary>
    private const int MostWaiting = 1_000;

    private readonly Channel<Guid> _changed = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Asked for when it is needed: sessions are made with those whom they tell.
    private ISessionStamps Stamps => services.GetRequiredService<ISessionStamps>();

    void ISessionEvents.Changed(Guid accountId) => _changed.Writer.TryWrite(accountId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(HearAsync(stoppingToken), LookAsync(stoppingToken));

    private async Task HearAsync(CancellationToken cancellation)
    {
        await foreach (var account in _changed.Reader.ReadAllAsync(cancellation))
        {
            await TryAsync(() => EndSessionsAsync(who => who.AccountId == account, cancellation));
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(rounds.Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await TryAsync(() => EndSessionsAsync(who => who.AccountId is not null, cancellation));
            await TryAsync(() => EndKiosksAsync(cancellation));
            foreach (var live in conferences.Here())
            {
                await TryAsync(() => EndPassesAsync(live, cancellation));
            }
        }
    }

    private async Task EndSessionsAsync(Func<Newcomer, bool> whose, CancellationToken cancellation)
    {
        var inside = await Task.WhenAll(conferences.Here().Select(live => live.AskAsync((conference, _) => conference.Everybody
            .Select(one => one.Who).Where(whose).Select(who => new HeldSession(who.AccountId!.Value, who.AccountStamp)).ToArray())));
        HashSet<HeldSession> held = [.. inside.SelectMany(of => of)];
        if (held.Count > 0 && await Stamps.EndedAmongAsync(held, cancellation) is { Count: > 0 } ended)
        {
            await conferences.ExpelAsync(who => who.AccountId is { } account && ended.Contains(new(account, who.AccountStamp)));
        }
    }

    private async Task EndKiosksAsync(CancellationToken cancellation)
    {
        var inside = await Task.WhenAll(conferences.Here().Select(live => live.AskAsync(
            (conference, _) => conference.Everybody.Select(one => one.Who.KioskId).OfType<Guid>().ToArray())));
        Guid[] kiosks = [.. inside.SelectMany(of => of).Distinct()];
        if (kiosks.Length > 0 && await keys.RevokedAmongAsync(kiosks, cancellation) is { Count: > 0 } revoked)
        {
            await conferences.ExpelAsync(who => who.KioskId is { } kiosk && revoked.Contains(kiosk));
        }
    }

    /// <summary>Links, appointments and tokens of encoders and players.</summary>
    private async Task EndPassesAsync(LiveConference live, CancellationToken cancellation)
    {
        var inside = await live.AskAsync((conference, _) => conference.Everybody.Select(one => one.Who.PassId).OfType<Guid>().ToArray());
        Guid[] passes = [.. inside.Concat(sessions.TokensIn(live.Id)).Distinct()];
        if (passes.Length == 0 || await store.RevokedAsync(live.Occasion, passes, cancellation) is not { Count: > 0 } revoked)
        {
            return;
        }

        await live.AskAsync((conference, now) =>
        {
            conference.Expel(who => who.PassId is { } pass && revoked.Contains(pass), now);
            return true;
        });
        // Players are on no list.
        foreach (var session in sessions.In(live.Id).Where(session => session.TokenId is { } token && revoked.Contains(token)))
        {
            live.RemovePlayer(session.ParticipantId);
            media.Leave(live.Id, session.ParticipantId);
            sessions.Remove(session);
        }
    }

    /// <summary>A database that is away keeps nobody in for good: the next round looks again.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotLooked(log, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Whose right to be in a conference has ended could not be looked up")]
    private static partial void NotLooked(ILogger log, Exception failure);
}

/// <param name="Interval">How often it is looked for what ended elsewhere.</param>
internal sealed record ExpulsionRounds(TimeSpan Interval)
{
    public static ExpulsionRounds Usual { get; } = new(TimeSpan.FromSeconds(5));
}
