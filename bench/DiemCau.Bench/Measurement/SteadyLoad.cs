using System.Diagnostics;
using DiemCau.Bench.Server;
using DiemCau.Bench.Systems;
using DiemCau.Media.Srtp;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.Bench.Measurement;

/// <summary>What a server does for its receivers in a span of time, seen from them and from its process.</summary>
internal sealed record SteadyLoad
{
    private const int FramesPerSecond = 30;

    /// <summary>
    /// Servers run for months: what a runtime compiles in its first half minute (what is called once a second is compiled anew after thirty calls),
    /// and lines that are still being tried, are not their price.
    /// </summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public required int Receivers { get; init; }

    public required double PacketsPerSecond { get; init; }

    public required double MegabitsPerSecond { get; init; }

    /// <summary>Of the server's process, user and system; 100 is one core.</summary>
    public required double ServerPercent { get; init; }

    /// <summary>Of it in compiling anew what is much used, which a server of months no longer does.</summary>
    public required double CompilerPercent { get; init; }

    /// <summary>Of this process, which sends, receives, decrypts and checks everything.</summary>
    public required double GeneratorPercent { get; init; }

    public required double MachineIdlePercent { get; init; }

    public required long Lost { get; init; }

    public required long Repaired { get; init; }

    /// <summary>Pictures and voice packets that are not, bit by bit, what was sent.</summary>
    public required long Damaged { get; init; }

    public required double DelayP50 { get; init; }

    public required double DelayP99 { get; init; }

    /// <summary>Of receivers all of whose pictures moved all the time: at least 9 of 10 frames, no pause of over half a second.</summary>
    public required double ShareMoving { get; init; }

    public required double Megabytes { get; init; }

    /// <summary>By its number in use_srtp; the same for all receivers of a server.</summary>
    public required SrtpProfile Profile { get; init; }

    /// <summary>For the same packets.</summary>
    public required MachineLimit Limit { get; init; }

    public double MicrosPerPacket => ServerPercent * 10_000 / PacketsPerSecond;

    public static async Task<SteadyLoad> MeasureAsync(
        ConferenceSystem system, IReadOnlyCollection<LoadPeer> receivers, int picturesEach, TimeSpan duration, CancellationToken cancel)
    {
        await Task.Delay(WarmUp, cancel);
        await Task.WhenAll(receivers.Select(receiver => receiver.Connection.AskAsync(Reset)));
        var compiler = ProcessorTime.OfCompiler(system.ProcessId);
        var (server, generator, machine) = (ProcessorTime.Of(system.ProcessId), ProcessorTime.Of(Environment.ProcessId), MachineTime.Now);
        var clock = Stopwatch.StartNew();
        await Task.Delay(duration, cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        server = ProcessorTime.Of(system.ProcessId) - server;
        compiler = ProcessorTime.OfCompiler(system.ProcessId) - compiler;
        generator = ProcessorTime.Of(Environment.ProcessId) - generator;
        var idle = MachineTime.Now.IdlePercentSince(machine);
        var counted = await Task.WhenAll(receivers.Select(receiver => receiver.Connection.AskAsync(Count)));

        var delays = new DelayHistogram();
        foreach (var delay in counted.SelectMany(receiver => receiver.Delays))
        {
            delays.Add(delay);
        }

        var slots = counted.SelectMany(receiver => receiver.Slots).ToArray();
        return new SteadyLoad
        {
            Receivers = receivers.Count,
            PacketsPerSecond = slots.Sum(slot => slot.Packets) / seconds,
            MegabitsPerSecond = slots.Sum(slot => slot.Bytes) * 8 / seconds / 1_000_000,
            ServerPercent = server.TotalSeconds / seconds * 100,
            CompilerPercent = compiler.TotalSeconds / seconds * 100,
            GeneratorPercent = generator.TotalSeconds / seconds * 100,
            MachineIdlePercent = idle,
            Lost = slots.Sum(slot => slot.Lost),
            Repaired = slots.Sum(slot => slot.Repaired),
            Damaged = slots.Sum(slot => slot.Unrecognised),
            DelayP50 = delays.Quantile(0.5) / 1000.0,
            DelayP99 = delays.Quantile(0.99) / 1000.0,
            ShareMoving = counted.Count(receiver => receiver.Slots.Count(slot => Moves(slot, seconds)) >= picturesEach) / (double)receivers.Count,
            Profile = await receivers.First().Connection.AskAsync(session => session.Profile) ?? default,
            Megabytes = ProcessorTime.ResidentMegabytes(system.ProcessId),
            Limit = new MachineLimit(receivers.Count, slots, seconds),
        };
    }

    public IReadOnlyList<Figure> Figures() =>
    [
        new("receivers", Receivers),
        new("forwarded packets", PacketsPerSecond, "/s"),
        new("forwarded", MegabitsPerSecond, "Mb/s", "0.0"),
        new("server processor", ServerPercent, "% of a core", "0.0"),
        new("of it the runtime's compiler", CompilerPercent, "% of a core", "0.0"),
        new("server processor per packet", MicrosPerPacket, "µs", "0.00", Compared: true),
        new("added delay p50", DelayP50, "ms", "0.00", Compared: true),
        new("added delay p99", DelayP99, "ms", "0.00", Compared: true),
        new("lost for good", Lost, "packets"),
        new("lost and repaired", Repaired, "packets"),
        new("damaged content", Damaged),
        new("receivers whose pictures all move", ShareMoving * 100, "%", "0.0"),
        new("server memory", Megabytes, "MiB", "0"),
        new("SRTP profile (1 CM-80, 7 GCM-128)", (double)Profile),
        new("load generator processor", GeneratorPercent, "% of a core", "0"),
        new("machine idle", MachineIdlePercent, "%", "0.0"),
    ];

    /// <summary>After the load: what the same packets cost at least on this machine, and how far from it the server was.</summary>
    public IReadOnlyList<Figure> FiguresWithLimit()
    {
        var least = Limit.MicrosPerPacket();
        return
        [
            .. Figures(),
            new("least on this machine per packet", least, "µs", "0.00"),
            new("times the least", MicrosPerPacket / least, "", "0.00"),
        ];
    }

    private static bool Moves(SlotStatistics slot, double seconds) =>
        slot.Frames > seconds * FramesPerSecond * 0.9 && slot.LongestPause < TimeSpan.FromMilliseconds(500);

    private static bool Reset(PeerSession session)
    {
        foreach (var slot in session.Received.Slots)
        {
            slot.ResetCounters();
        }

        return true;
    }

    private static (IReadOnlyList<SlotStatistics> Slots, IReadOnlyList<DelayHistogram> Delays) Count(PeerSession session) =>
        ([.. session.Received.Slots.Select(slot => slot.Statistics(PeerClock.Now))], [.. session.Received.Slots.Select(slot => slot.Delays)]);
}
