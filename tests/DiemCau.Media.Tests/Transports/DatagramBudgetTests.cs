using DiemCau.Media.Transports.WebRtc;

namespace DiemCau.Media.Tests.Transports;

public sealed class DatagramBudgetTests
{
    [Fact]
    public void A_flood_is_cut_to_ten_datagrams_a_second_and_patience_gives_the_burst_back()
    {
        var budget = new DatagramBudget();
        var taken = 0;
        for (long now = 5_000_000; now < 15_000_000; now += 1_000)
        {
            taken += budget.TrySpend(now) ? 1 : 0;
        }

        Assert.InRange(taken, 64 + 95, 64 + 105);
        for (var i = 0; i < 64; i++)
        {
            Assert.True(budget.TrySpend(60_000_000));
        }

        Assert.False(budget.TrySpend(60_000_000));
    }
}
