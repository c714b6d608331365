using DiemCau.Server.MediaPlane;

namespace DiemCau.System.Tests.Media;

public sealed class EngineGaugeTests
{
    [Theory]
    [InlineData(-1, null)]
    [InlineData(-1_000_000, null)]
    [InlineData(9_000, null)] // what some virtual cards say
    [InlineData(4_294_967_295_000_000, null)] // SPEED_UNKNOWN of ethtool.h, read without its sign
    [InlineData(10_000_000, 10)]
    [InlineData(100_000_000_000, 100_000)]
    public void A_speed_that_no_card_has_is_none(long speed, int? mbps) => Assert.Equal(mbps, EngineGauge.MbpsOf([speed]));

    [Fact]
    public void The_fastest_card_counts_beside_those_that_know_nothing() =>
        Assert.Equal(1_000, EngineGauge.MbpsOf([4_294_967_295_000_000, 100_000_000, 1_000_000_000, -1]));
}
