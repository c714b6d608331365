using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Tests.Live;

public sealed class LineQualityTests
{
    private static readonly MediaQuality Fine = new(0, 0, 30, 2_000, 800);

    [Fact]
    public void Nothing_known_is_said_to_be_unknown() =>
        Assert.Equal(new LineVerdict(ConnectionQuality.Unknown, null), new LineQuality().Reported(new QualityReport(null, null, null, null, null, NetworkKind.Unknown)));

    [Theory]
    [InlineData(12, 0, 30, 2_000, ConnectionQuality.Poor, "uplink")]
    [InlineData(0, 4, 30, 2_000, ConnectionQuality.Fair, "loss")]
    [InlineData(0, 0, 900, 2_000, ConnectionQuality.Poor, "delay")]
    [InlineData(0, 0, 30, 100, ConnectionQuality.Poor, "bandwidth")]
    [InlineData(0, 0, 30, 2_000, ConnectionQuality.Good, null)]
    public void The_worst_measure_gives_the_reason(double uplink, double downlink, double roundTrip, int kbps, object quality, string? reason) =>
        Assert.Equal(
            new LineVerdict((ConnectionQuality)quality, reason),
            new LineQuality().Measured(new MediaQuality(uplink, downlink, roundTrip, kbps, 500)));

    [Fact]
    public void Worse_counts_at_once_and_better_only_when_it_lasts()
    {
        var line = new LineQuality();
        line.Measured(Fine);

        Assert.Equal(ConnectionQuality.Poor, line.Measured(Fine with { DownlinkLossPercent = 20 }).Quality);
        Assert.Equal(ConnectionQuality.Poor, line.Measured(Fine).Quality);
        Assert.Equal(ConnectionQuality.Good, line.Measured(Fine).Quality);
    }

    [Fact]
    public void A_picture_that_stands_still_is_poor_however_good_the_line()
    {
        var line = new LineQuality();
        line.Measured(Fine);

        Assert.Equal(new LineVerdict(ConnectionQuality.Poor, "frozen"), line.Reported(new QualityReport(30, 0, 5, null, 2_000, NetworkKind.Wired)));
    }

    [Fact]
    public void A_budget_is_spent_in_a_burst_and_comes_back_with_time()
    {
        var budget = new IntentBudget(burst: 3, perSecond: 2);
        var now = Sitting.Start;

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => budget.TrySpend(now)).ToArray());
        Assert.True(budget.TrySpend(now.AddSeconds(0.5)));
        Assert.False(budget.TrySpend(now.AddSeconds(0.5)));
    }
}
