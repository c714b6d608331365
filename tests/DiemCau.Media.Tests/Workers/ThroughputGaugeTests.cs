using DiemCau.Media.Workers;

namespace DiemCau.Media.Tests.Workers;

public sealed class ThroughputGaugeTests
{
    [Fact]
    public void Any_machine_sends_some_thousand_packets_a_second()
    {
        var rate = ThroughputGauge.PacketsPerSecond(threads: 2, microseconds: 100_000);

        // Two shared cores send some hundred thousand; a machine that is out of these bounds is not one, or the gauge counts wrongly.
        Assert.InRange(rate, 10_000, 20_000_000);
    }
}
