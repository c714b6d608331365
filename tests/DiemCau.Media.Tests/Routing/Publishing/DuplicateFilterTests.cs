using DiemCau.Media.Routing.Publishing;
using FsCheck.Fluent;
using FsCheck;

namespace DiemCau.Media.Tests.Routing.Publishing;

public sealed class DuplicateFilterTests
{
    [Fact]
    public void A_number_is_taken_once()
    {
        var filter = new DuplicateFilter();
        Assert.True(filter.TryAdd(65_536));
        Assert.False(filter.TryAdd(65_536));
        Assert.True(filter.TryAdd(65_538));
        Assert.True(filter.TryAdd(65_537));
        Assert.False(filter.TryAdd(65_537));
    }

    [Fact]
    public void A_number_older_than_the_window_is_refused_because_nobody_can_tell()
    {
        var filter = new DuplicateFilter();
        filter.TryAdd(70_000);
        Assert.True(filter.TryAdd(70_000 - 1023));
        Assert.False(filter.TryAdd(70_000 - 1024));
    }

    [Fact]
    public void Whatever_the_order_within_the_window_each_number_passes_exactly_once() =>
        Prop.ForAll(
            Gen.Choose(0, 500).ListOf(300).ToArbitrary(),
            offsets =>
            {
                var filter = new DuplicateFilter();
                var seen = new HashSet<int>();
                return offsets.All(offset => filter.TryAdd(100_000 + offset) == seen.Add(offset));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_jump_forward_forgets_what_the_ring_held()
    {
        var filter = new DuplicateFilter();
        for (var i = 0; i < 2000; i++)
        {
            Assert.True(filter.TryAdd(i));
        }

        Assert.True(filter.TryAdd(10_000));
        Assert.True(filter.TryAdd(9_500));
        Assert.False(filter.TryAdd(9_500));
    }
}
