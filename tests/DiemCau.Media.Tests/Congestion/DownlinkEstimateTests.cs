using DiemCau.Media.Congestion;

namespace DiemCau.Media.Tests.Congestion;

public sealed class DownlinkEstimateTests
{
    private const long Step = 200_000;

    private long _now = 1_000_000;

    [Fact]
    public void A_receiver_that_is_sent_little_is_not_held_to_its_small_remb()
    {
        var estimate = new DownlinkEstimate();
        Run(estimate, seconds: 10, sent: 150_000, remb: 235_000);
        Assert.True(estimate.BitsPerSecond >= 3_000_000, $"{estimate.Kbps} kbps");
    }

    [Fact]
    public void A_remb_below_what_is_sent_is_overuse_and_believed()
    {
        var estimate = new DownlinkEstimate();
        Run(estimate, seconds: 3, sent: 2_000_000, remb: 900_000);
        Assert.InRange(estimate.BitsPerSecond, 800_000, 1_000_000);
    }

    [Fact]
    public void One_small_remb_among_good_ones_changes_nothing()
    {
        var estimate = new DownlinkEstimate();
        Run(estimate, seconds: 3, sent: 2_000_000, remb: 3_000_000);
        var before = estimate.BitsPerSecond;
        estimate.OnRemb(200_000, _now);
        estimate.Step(2_000_000, _now += Step);
        estimate.OnRemb(3_000_000, _now);
        Run(estimate, seconds: 1, sent: 2_000_000, remb: 3_000_000);
        Assert.True(estimate.BitsPerSecond >= before);
    }

    [Fact]
    public void Heavy_loss_lowers_it_and_light_loss_does_not()
    {
        var heavy = new DownlinkEstimate();
        Run(heavy, seconds: 5, sent: 2_000_000, remb: 5_000_000, fractionLost: 64);
        var light = new DownlinkEstimate();
        Run(light, seconds: 5, sent: 2_000_000, remb: 5_000_000, fractionLost: 12);
        Assert.True(heavy.BitsPerSecond < 2_000_000, $"{heavy.Kbps} kbps at 25 % loss");
        Assert.True(light.BitsPerSecond >= 3_000_000, $"{light.Kbps} kbps at 5 % loss");
    }

    [Fact]
    public void It_recovers_when_the_line_does()
    {
        var estimate = new DownlinkEstimate();
        Run(estimate, seconds: 3, sent: 2_000_000, remb: 300_000);
        var low = estimate.BitsPerSecond;
        Run(estimate, seconds: 20, sent: 250_000, remb: 600_000);
        Assert.True(estimate.BitsPerSecond > low + 500_000, $"{low / 1000:F0} → {estimate.Kbps} kbps");
    }

    private void Run(DownlinkEstimate estimate, int seconds, double sent, long remb, byte fractionLost = 0)
    {
        for (var i = 0; i < seconds * 5; i++)
        {
            estimate.OnRemb(remb, _now);
            estimate.OnReport(fractionLost, 30_000);
            estimate.Step(sent, _now += Step);
        }
    }
}
