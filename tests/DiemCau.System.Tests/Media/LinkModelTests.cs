using DiemCau.VirtualParticipant.Network;

namespace DiemCau.System.Tests.Media;

public sealed class LinkModelTests
{
    [Fact]
    public void The_same_seed_loses_the_same_datagrams()
    {
        var conditions = new LinkConditions(LossPercent: 10, BurstLength: 3, Jitter: TimeSpan.FromMilliseconds(10), ReorderPercent: 5);
        Assert.Equal(Fates(new LinkModel(conditions, 1)), Fates(new LinkModel(conditions, 1)));
        Assert.NotEqual(Fates(new LinkModel(conditions, 1)), Fates(new LinkModel(conditions, 2)));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    [InlineData(20, 2)]
    public void The_share_of_loss_is_kept_whatever_the_length_of_the_bursts(double percent, double burst)
    {
        var model = new LinkModel(new LinkConditions(percent, burst), seed: 7);
        var lost = Enumerable.Range(0, 100_000).Count(i => model.Arrival(1000, TimeSpan.FromMilliseconds(i)) is null);
        Assert.InRange(lost / 1000.0, percent * 0.9, percent * 1.1);
    }

    [Fact]
    public void A_slow_line_delays_and_then_drops()
    {
        var model = new LinkModel(new LinkConditions(KilobitsPerSecond: 1000, Queue: TimeSpan.FromMilliseconds(50)), seed: 1);
        var arrivals = Enumerable.Range(0, 20).Select(_ => model.Arrival(972, TimeSpan.Zero)).ToArray();
        Assert.Equal(TimeSpan.FromMilliseconds(8), arrivals[0]); // 1000 bytes with headers at 1 Mb/s
        Assert.Equal(TimeSpan.FromMilliseconds(56), arrivals[6]);
        Assert.Null(arrivals[^1]);
        Assert.True(model.Overflowed > 10);
    }

    [Fact]
    public void A_line_that_changes_keeps_what_waits_for_it()
    {
        var model = new LinkModel(new LinkConditions(KilobitsPerSecond: 1000), seed: 1);
        model.Arrival(972, TimeSpan.Zero);
        model.Change(new LinkConditions(KilobitsPerSecond: 500));
        Assert.Equal(TimeSpan.FromMilliseconds(8 + 16), model.Arrival(972, TimeSpan.Zero));
        model.Change(new LinkConditions(LossPercent: 50));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(_ => model.Arrival(972, TimeSpan.Zero) is null), 450, 550);
    }

    [Fact]
    public void Jitter_does_not_reorder_but_reordering_does()
    {
        var jittery = new LinkModel(new LinkConditions(Jitter: TimeSpan.FromMilliseconds(20)), seed: 1);
        Assert.True(IsInOrder(jittery));
        var reordering = new LinkModel(new LinkConditions(ReorderPercent: 10), seed: 1);
        Assert.False(IsInOrder(reordering));
    }

    private static bool IsInOrder(LinkModel model)
    {
        var arrivals = Enumerable.Range(0, 500).Select(i => model.Arrival(100, TimeSpan.FromMilliseconds(i))!.Value).ToArray();
        return arrivals.SequenceEqual(arrivals.Order());
    }

    private static TimeSpan?[] Fates(LinkModel model) =>
        [.. Enumerable.Range(0, 500).Select(i => model.Arrival(100, TimeSpan.FromMilliseconds(i)))];
}
