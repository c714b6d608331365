using DiemCau.Media.Routing.Slots;

namespace DiemCau.Media.Tests.Routing.Slots;

public sealed class VoiceRedundancyTests
{
    [Fact]
    public void It_is_on_while_a_line_loses_and_for_a_while_after()
    {
        var redundancy = new VoiceRedundancy();
        redundancy.Look(1, 1_000_000);
        Assert.False(redundancy.IsOn);
        redundancy.Look(4, 2_000_000);
        Assert.True(redundancy.IsOn);
        redundancy.Look(0, 11_000_000);
        Assert.True(redundancy.IsOn);
        redundancy.Look(0, 13_000_000);
        Assert.False(redundancy.IsOn);
    }
}
