using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Shapes;

/// <summary>The podium goes from one publisher to another and back, before all receivers.</summary>
internal sealed class SwitchShape : Shape
{
    private const int Switches = 6;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public override string Name => "switch";

    public override string Description => "The podium changes: time to the first picture of the new one, pause after the last of the old";

    public override int Receivers => 200;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        await using var first = await system.PublishAsync(Clip.Even(1, size.KilobitsPerSecond), cancel);
        await using var second = await system.PublishAsync(Clip.Even(2, size.KilobitsPerSecond), cancel);
        var receivers = await GatherAsync(size.Receivers, system.WatchPodiumAsync, cancel);
        List<double> times = [], pauses = [];
        var missed = 0;
        for (var i = 0; i < Switches; i++)
        {
            var (wanted, publisher) = i % 2 == 0 ? (2u, second) : (1u, first);
            var asked = PeerClock.Now;
            await system.SetPodiumAsync(publisher, cancel);
            await Task.Delay(Between, cancel);
            foreach (var receiver in receivers)
            {
                var change = await receiver.Connection.AskAsync(session =>
                    session.Received.Slots.OfType<VideoSlot>().FirstOrDefault()?.LastChange);
                if (change is { } seen && seen.Source == wanted && seen.At >= asked)
                {
                    times.Add((seen.At - asked) / 1000.0);
                    pauses.Add(seen.Pause / 1000.0);
                }
                else
                {
                    missed++;
                }
            }
        }

        var undecodable = 0L;
        foreach (var receiver in receivers)
        {
            undecodable += await receiver.Connection.AskAsync(session => session.Received.Slots.OfType<VideoSlot>().Sum(slot => slot.Undecodable));
        }

        await CloseAsync(receivers);
        return
        [
            new("receivers", size.Receivers),
            new("request to first new picture p50", Quantile(times, 0.5), "ms", "0", Compared: true),
            new("request to first new picture p95", Quantile(times, 0.95), "ms", "0", Compared: true),
            new("pause between old and new p50", Quantile(pauses, 0.5), "ms", "0", Compared: true),
            new("pause between old and new p95", Quantile(pauses, 0.95), "ms", "0", Compared: true),
            new("switches not seen within 3 s", missed),
            new("frames that no decoder could show", undecodable),
        ];
    }
}
