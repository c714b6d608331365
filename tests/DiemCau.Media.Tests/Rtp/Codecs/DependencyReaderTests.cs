using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class DependencyReaderTests
{
    private readonly DependencyReader _reader = new();

    [Fact]
    public void A_key_frame_brings_the_structure_that_later_packets_name_by_number()
    {
        Assert.True(_reader.TryRead(Descriptors.KeyFrame(), out var key));
        Assert.Equal((true, false, (ushort)7, true), (key.StartsFrame, key.EndsFrame, key.FrameNumber, key.HasStructure));
        Assert.Equal((0, 0), ((int)key.SpatialLayer, (int)key.TemporalLayer));
        Assert.Equal((0b1010_1010UL >> 1, 0UL), (key.Switches, key.References));
        Assert.Equal((320, 180), key.Structure!.SizeOf(0));
        Assert.Equal((640, 360), key.Structure.SizeOf(1));
        Assert.Equal((4, 1, 0b1111u), (key.Structure.TargetCount, key.Structure.ChainCount, key.ActiveTargets));

        Assert.True(_reader.TryRead(Descriptors.Frame(starts: true, ends: true, template: 3, number: 8), out var upper));
        Assert.Equal((1, 1), ((int)upper.SpatialLayer, (int)upper.TemporalLayer));
        Assert.Equal((0UL, 0UL, 0b0100_0000UL), (upper.Switches, upper.Needed, upper.Present));
        Assert.True(upper is { EndsFrame: true, HasStructure: false, References: 0b10 });

        Assert.True(_reader.TryRead(Descriptors.Frame(starts: true, ends: true, template: 2, number: 9), out var lower));
        Assert.Equal((1, 0), ((int)lower.SpatialLayer, (int)lower.TemporalLayer));
        Assert.Equal(0b0101_0000UL, lower.Switches);
    }

    [Fact]
    public void A_structure_holds_until_the_next_one_however_long_that_takes_and_a_late_packet_is_read_by_the_one_before()
    {
        var random = new Random(1);
        var first = new ScalableStream(3, 3, Prediction.Full, random, firstNumber: 60_000);
        var old = first.Picture(isKey: true).Concat(first.Picture()).Select(Read).ToArray();
        var stream = new ScalableStream(2, 1, Prediction.Full, random, first.NextNumber, first.NextTemplate);
        var key = Read(stream.Picture(isKey: true)[0]);
        Assert.NotSame(old[0].Structure, key.Structure);
        for (var picture = 0; picture < 20_000; picture++)
        {
            var frame = stream.Picture()[1];
            if (picture % 1_000 == 0)
            {
                Assert.Same(key.Structure, Read(frame).Structure);
            }
        }

        var late = stream.Picture()[0];
        var next = Read(new ScalableStream(3, 3, Prediction.Full, random, stream.NextNumber, stream.NextTemplate).Picture(isKey: true)[0]);
        Assert.Same(key.Structure, Read(late).Structure);
        Assert.NotSame(key.Structure, next.Structure);

        DependencyDescriptor Read(ScalableFrame frame)
        {
            Assert.True(_reader.TryRead(frame.Descriptor, out var descriptor));
            return descriptor;
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void A_layer_that_rested_for_long_brings_its_structure_with_any_number(int temporalLayers)
    {
        Assert.True(_reader.TryRead(new ScalableStream(1, 3, Prediction.Full, new Random(1), firstNumber: 1_000).Picture(isKey: true)[0].Descriptor, out var before));
        var resumed = new ScalableStream(1, temporalLayers, Prediction.Full, new Random(1), firstNumber: 60_000);
        Assert.True(_reader.TryRead(resumed.Picture(isKey: true)[0].Descriptor, out var key));
        Assert.True(_reader.TryRead(resumed.Picture()[0].Descriptor, out var next));
        Assert.Equal(temporalLayers == 3, before.Structure == key.Structure);
        Assert.Same(key.Structure, next.Structure);
    }

    [Fact]
    public void A_frame_may_say_for_itself_what_it_is_to_the_targets()
    {
        Assert.True(_reader.TryRead(Descriptors.KeyFrame(), out _));
        Assert.True(_reader.TryRead(Descriptors.Frame(true, true, 3, 8, indications: [0, 0, 0, 2]), out var own));
        Assert.Equal(0b0100_0000UL, own.Switches);
    }

    [Fact]
    public void Before_a_structure_and_for_templates_it_does_not_have_nothing_is_known()
    {
        Assert.False(_reader.TryRead(Descriptors.Frame(true, true, 0, 1), out _));
        Assert.True(_reader.TryRead(Descriptors.KeyFrame(), out _));
        Assert.False(_reader.TryRead(Descriptors.Frame(true, true, 9, 1), out _));
    }

    [Fact]
    public void A_structure_that_is_cut_off_leaves_the_one_before_in_force()
    {
        Assert.True(_reader.TryRead(Descriptors.KeyFrame(), out _));
        var whole = Descriptors.KeyFrame();
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Assert.False(_reader.TryRead(whole.AsSpan(0, length), out _) && length > 3, $"{length} bytes");
            Assert.True(_reader.TryRead(Descriptors.Frame(true, true, 2, 9), out var frame));
            Assert.Equal((1, 0), ((int)frame.SpatialLayer, (int)frame.TemporalLayer));
        }
    }
}
