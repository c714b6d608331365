using DiemCau.Media.Routing.Voices;

namespace DiemCau.Media.Tests.Routing.Voices;

public sealed class AudioLevelRingTests
{
    [Fact]
    public void Levels_are_read_in_order_and_once()
    {
        var trail = new AudioLevelRing();
        trail.Write(10);
        trail.Write(20);
        Assert.True(trail.TryRead(out var first));
        Assert.True(trail.TryRead(out var second));
        Assert.False(trail.TryRead(out _));
        Assert.Equal((10, 20), (first, second));
    }

    [Fact]
    public void A_reader_that_slept_gets_the_latest_levels()
    {
        var trail = new AudioLevelRing();
        for (byte i = 0; i < 100; i++)
        {
            trail.Write(i);
        }

        var levels = new List<byte>();
        while (trail.TryRead(out var level))
        {
            levels.Add(level);
        }

        Assert.Equal(99, levels[^1]);
        Assert.Equal(Enumerable.Range(37, 63).Select(i => (byte)i), levels);
    }
}
