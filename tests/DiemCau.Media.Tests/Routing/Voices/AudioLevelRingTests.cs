using DiemCau.Media.Routing.Voices;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class AudioLevelRingTests
{
    [Fact]
    public void Levels_are_read_in_order_and_once()
    {
        var trail = new AudioLevelRing();
        trail.Write(10, 5_000_000_000);
        trail.Write(20, 5_000_020_001);
        Assert.True(trail.TryRead(out var first, out var came));
        Assert.True(trail.TryRead(out var second, out var later));
        Assert.False(trail.TryRead(out _, out _));
        Assert.Equal((10, 20), (first, second));
        Assert.Equal((5_000_000_000, 5_000_020_001), (came, later));
    }

    [Fact]
    public void A_reader_that_slept_gets_the_latest_levels()
    {
        var trail = new AudioLevelRing();
        for (byte i = 0; i < 100; i++)
        {
            trail.Write(i, i);
        }

        var levels = new List<byte>();
        while (trail.TryRead(out var level, out _))
        {
            levels.Add(level);
        }

        Assert.Equal(99, levels[^1]);
        Assert.Equal(Enumerable.Range(37, 63).Select(i => (byte)i), levels);
    }
}
