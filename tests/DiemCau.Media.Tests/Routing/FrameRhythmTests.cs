using DiemCau.Media.Routing;

namespace DiemCau.Media.Tests.Routing;

public sealed class FrameRhythmTests
{
    [Fact]
    public void After_two_frames_the_next_is_expected()
    {
        var rhythm = new FrameRhythm();
        rhythm.Came(1, 1_000_000);
        Assert.False(rhythm.IsDue(1_033_000, 2_000));
        rhythm.Came(2, 1_033_000);
        rhythm.Came(2, 1_034_000); // another packet of the same frame
        Assert.False(rhythm.IsDue(1_040_000, 2_000));
        Assert.True(rhythm.IsDue(1_064_500, 2_000));
        Assert.True(rhythm.IsDue(1_067_500, 2_000)); // late
        Assert.False(rhythm.IsDue(1_068_500, 2_000));
    }

    [Fact]
    public void What_moves_slowly_or_has_paused_is_not_expected()
    {
        var rhythm = new FrameRhythm();
        rhythm.Came(1, 1_000_000);
        rhythm.Came(2, 1_033_000);
        rhythm.Came(3, 3_000_000);
        Assert.False(rhythm.IsDue(3_033_000, 2_000));
        rhythm.Came(4, 3_033_000);
        Assert.True(rhythm.IsDue(3_066_000, 2_000));
    }
}
