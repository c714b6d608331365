using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>A receiver that is shown nothing, behind a line over real sockets: what the engine finds out of the line by padding.</summary>
public sealed class LineMeasureTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(15);

    /// <summary>As long as a site's check measures, of which probes take the first six seconds.</summary>
    private static readonly TimeSpan Probing = TimeSpan.FromSeconds(6.5);
    private static readonly TimeSpan Counting = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_line_of_300_kbits_is_measured_within_a_fifth()
    {
        var (kbps, _) = await MeasureAsync(new LinkConditions(Delay: Delay, KilobitsPerSecond: 300, Queue: TimeSpan.FromMilliseconds(400)));
        Assert.InRange(kbps, 240, 360);
    }

    [Fact]
    public async Task What_a_line_loses_is_measured_within_a_point_and_takes_nothing_from_its_rate()
    {
        var (kbps, lost) = await MeasureAsync(new LinkConditions(
            LossPercent: 2, Delay: Delay, KilobitsPerSecond: 20_000, Queue: TimeSpan.FromMilliseconds(400)));
        Assert.InRange(lost, 1, 3);
        Assert.True(kbps >= 4_000, $"{kbps} kbit/s");
    }

    private async Task<(int Kbps, double LostPercent)> MeasureAsync(LinkConditions down)
    {
        await using var meeting = new MediaMeeting();
        using var relay = LossyRelay.Start(
            new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, new LinkConditions(Delay: Delay), down, seed: 9);
        var receiver = await meeting.JoinAsync(podium: true, via: relay.Address);
        meeting.Server.MeasureLine(meeting.Conference, receiver.Id, 5_000);
        await Task.Delay(Probing);
        var before = await LineAsync();
        await Task.Delay(Counting);
        var after = await LineAsync();
        var lost = 100.0 * (after.PacketsLost - before.PacketsLost) / (after.Packets - before.Packets);
        output.WriteLine($"{before}\n{after}\n{lost:F2} % of {after.Packets - before.Packets} packets\n{relay.Totals}");
        return (after.Kbps, lost);

        async Task<DownlinkDiagnosis> LineAsync() =>
            Assert.Single(await meeting.Server.DiagnoseAsync(meeting.Conference)).Downlink ?? throw new InvalidOperationException("no feedback");
    }
}
