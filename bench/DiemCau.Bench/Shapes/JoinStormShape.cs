using DiemCau.Bench.Measurement;
using DiemCau.Bench.Server;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Shapes;

/// <summary>All sites come within ten seconds, each as its own client does: request, answer, ICE, DTLS, media.</summary>
internal sealed class JoinStormShape : Shape
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PictureWithin = TimeSpan.FromSeconds(15);

    public override string Name => "storm";

    public override string Description => "All sites join within ten seconds: time from the request to the first packet and the first picture";

    public override int Receivers => 250;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        await using var publisher = await system.PublishAsync(Clip.Synthetic(1, size.KilobitsPerSecond), cancel);
        var (server, machine) = (ProcessorTime.Of(system.ProcessId), MachineTime.Now);
        var begun = PeerClock.Now;
        var sites = await Task.WhenAll(Enumerable.Range(0, size.Receivers).Select(async i =>
        {
            await Task.Delay(Within * ((double)i / size.Receivers), cancel);
            var asked = PeerClock.Now;
            return (Asked: asked, Peer: await system.JoinAsync(i + 1, cancel));
        }));
        var joined = PeerClock.Now;
        var remaining = begun + (long)(Within + PictureWithin).TotalMicroseconds - joined;
        List<(double Media, double Picture)> times = [];
        while (remaining > 0 && times.Count < sites.Length)
        {
            await Task.Delay(100, cancel);
            remaining -= 100_000;
            times.Clear();
            foreach (var (asked, peer) in sites)
            {
                var (media, picture) = await peer.Connection.AskAsync(session =>
                    (session.Received.FirstAt, session.Received.Slots.OfType<VideoSlot>().Max(slot => slot.FirstFrameAt)));
                if (picture != 0)
                {
                    times.Add(((media - asked) / 1000.0, (picture - asked) / 1000.0));
                }
            }
        }

        var cost = (ProcessorTime.Of(system.ProcessId) - server).TotalMilliseconds;
        var idle = MachineTime.Now.IdlePercentSince(machine);
        await CloseAsync(sites.Select(site => site.Peer));
        return
        [
            new("sites", size.Receivers),
            new("with a picture within 15 s", times.Count(time => time.Picture <= PictureWithin.TotalMilliseconds) * 100.0 / size.Receivers, "%", "0.0"),
            new("request to first media p50", Quantile(times.Select(time => time.Media), 0.5), "ms", "0", Compared: true),
            new("request to first media p95", Quantile(times.Select(time => time.Media), 0.95), "ms", "0", Compared: true),
            new("request to first picture p50", Quantile(times.Select(time => time.Picture), 0.5), "ms", "0", Compared: true),
            new("request to first picture p95", Quantile(times.Select(time => time.Picture), 0.95), "ms", "0", Compared: true),
            new("server processor, media included", cost / size.Receivers, "ms/site", "0.0"),
            new("machine idle", idle, "%", "0.0"),
        ];
    }
}
