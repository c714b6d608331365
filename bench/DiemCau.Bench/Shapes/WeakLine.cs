using System.Net;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Shapes;

/// <summary>One emulated line with its receivers, each of which has such a line for itself.</summary>
internal sealed class WeakLine(WeakLineKind kind) : IAsyncDisposable
{
    /// <summary>Half of the 200 ms round trip.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<IPEndPoint, LossyRelay> _relays = [];
    private readonly List<LoadPeer> _receivers = [];
    private bool _ended;

    public string Name => kind.Name;

    public IReadOnlyList<LoadPeer> Receivers => _receivers;

    /// <summary>What it carries now.</summary>
    public int KilobitsPerSecond { get; private set; }

    public async Task JoinAsync(ConferenceSystem system, int count, int kilobitsPerSecond, CancellationToken cancel)
    {
        KilobitsPerSecond = kilobitsPerSecond;
        for (var i = 0; i < count; i++)
        {
            _receivers.Add(await system.WatchOverAsync(server => Towards(server, kilobitsPerSecond), cancel));
        }
    }

    public void Change(int kilobitsPerSecond)
    {
        KilobitsPerSecond = kilobitsPerSecond;
        foreach (var relay in _relays.Values)
        {
            relay.Change(Up, Down(kilobitsPerSecond));
        }
    }

    /// <summary>Begins to count anew what came.</summary>
    public Task ResetAsync() => Task.WhenAll(_receivers.Select(receiver => receiver.Connection.AskAsync(session =>
    {
        foreach (var slot in session.Received.Slots)
        {
            slot.ResetCounters();
        }

        return true;
    })));

    public async Task<(SlotStatistics[] Voices, SlotStatistics[] Pictures)> StatisticsAsync()
    {
        var each = await Task.WhenAll(_receivers.Select(receiver => receiver.Connection.AskAsync(
            session => session.Received.Slots.Select(slot => (IsVoice: slot is VoiceSlot, Counted: slot.Statistics(PeerClock.Now))).ToArray())));
        var all = each.SelectMany(static slots => slots).ToLookup(static slot => slot.IsVoice, static slot => slot.Counted);
        return ([.. all[true]], [.. all[false]]);
    }

    /// <summary>Ends the receivers and says how long datagrams waited for their lines.</summary>
    public async Task<DelayHistogram> EndAsync()
    {
        await DisposeAsync();
        var all = new DelayHistogram();
        foreach (var relay in _relays.Values)
        {
            all.Add(relay.DownQueue);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        foreach (var receiver in _receivers)
        {
            await receiver.DisposeAsync();
        }

        foreach (var relay in _relays.Values)
        {
            relay.Dispose();
        }
    }

    private LinkConditions Up => new(kind.LossPercent, kind.Burst, Delay);

    private LinkConditions Down(int kilobitsPerSecond) => Up with
    {
        Jitter = TimeSpan.FromMilliseconds(kind.JitterMs),
        KilobitsPerSecond = kilobitsPerSecond,
        Queue = TimeSpan.FromMilliseconds(kind.QueueMs),
    };

    private IPEndPoint Towards(IPEndPoint server, int kilobitsPerSecond)
    {
        if (!_relays.TryGetValue(server, out var relay))
        {
            relay = _relays[server] = LossyRelay.Start(
                new IPEndPoint(server.Address, 0), server, Up, Down(kilobitsPerSecond), kind.Seed);
        }

        return relay.Address;
    }
}

/// <param name="Seed">Of its losses and jitter, which are the same in each run.</param>
/// <param name="LossPercent">Each way, whatever is sent.</param>
/// <param name="Burst">Mean number of datagrams lost in a row.</param>
/// <param name="QueueMs">What would wait longer is dropped.</param>
internal sealed record WeakLineKind(string Name, int Seed, double LossPercent = 0, double Burst = 1, int JitterMs = 0, int QueueMs = 300)
{
    public static IReadOnlyList<WeakLineKind> All { get; } =
    [
        new("steps", Seed: 1),
        new("jitter 20 ms", Seed: 2, JitterMs: 20),
        new("loss 10 %", Seed: 3, LossPercent: 10),
        new("loss in bursts", Seed: 4, LossPercent: 10, Burst: 5),
        new("queue of 2 s", Seed: 5, QueueMs: 2_000),
    ];
}
