using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class DependencyReaderTests
{
    private readonly DependencyReader reader = new();

    [Fact]
    public void A_key_frame_brings_the_structure_that_later_packets_name_by_number()
    {
        Assert.True(reader.TryRead(Descriptors.KeyFrame(), out var key));
        Assert.Equal((true, false, (ushort)7, true), (key.StartsFrame, key.EndsFrame, key.FrameNumber, key.HasStructure));
        Assert.Equal((0, 0), ((int)key.SpatialLayer, (int)key.TemporalLayer));
        Assert.Equal((0b1010_1010UL >> 1, 0UL), (key.Switches, key.References));
        Assert.Equal((320, 180), key.Structure!.SizeOf(0));
        Assert.Equal((640, 360), key.Structure.SizeOf(1));
        Assert.Equal((4, 1, 0b1111u), (key.Structure.TargetCount, key.Structure.ChainCount, key.ActiveTargets));

        Assert.True(reader.TryRead(Descriptors.Frame(starts: true, ends: true, template: 3, number: 8), out var upper));
        Assert.Equal((1, 1), ((int)upper.SpatialLayer, (int)upper.TemporalLayer));
        Assert.Equal((0UL, 0UL, 0b0100_0000UL), (upper.Switches, upper.Needed, upper.Present));
        Assert.True(upper is { EndsFrame: true, HasStructure: false, References: 0b10 });

        Assert.True(reader.TryRead(Descriptors.Frame(starts: true, ends: true, template: 2, number: 9), out var lower));
        Assert.Equal((1, 0), ((int)lower.SpatialLayer, (int)lower.TemporalLayer));
        Assert.Equal(0b0101_0000UL, lower.Switches);
    }

    [Fact]
    public void A_frame_may_say_for_itself_what_it_is_to_the_targets()
    {
        Assert.True(reader.TryRead(Descriptors.KeyFrame(), out _));
        Assert.True(reader.TryRead(Descriptors.Frame(true, true, 3, 8, indications: [0, 0, 0, 2]), out var own));
        Assert.Equal(0b0100_0000UL, own.Switches);
    }

    [Fact]
    public void Before_a_structure_and_for_templates_it_does_not_have_nothing_is_known()
    {
        Assert.False(reader.TryRead(Descriptors.Frame(true, true, 0, 1), out _));
        Assert.True(reader.TryRead(Descriptors.KeyFrame(), out _));
        Assert.False(reader.TryRead(Descriptors.Frame(true, true, 9, 1), out _));
    }

    [Fact]
    public void A_structure_that_is_cut_off_leaves_the_one_before_in_force()
    {
        Assert.True(reader.TryRead(Descriptors.KeyFrame(), out _));
        var whole = Descriptors.KeyFrame();
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Assert.False(reader.TryRead(whole.AsSpan(0, length), out _) && length > 3, $"{length} bytes");
            Assert.True(reader.TryRead(Descriptors.Frame(true, true, 2, 9), out var frame));
            Assert.Equal((1, 0), ((int)frame.SpatialLayer, (int)frame.TemporalLayer));
        }
    }
}
