using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Tests.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing.Layers;

public sealed class DecodeTargetFilterTests
{
    public static TheoryData<int, int, string> Modes
    {
        get
        {
            var modes = new TheoryData<int, int, string>();
            for (var spatial = 1; spatial <= 3; spatial++)
            {
                for (var temporal = 1; temporal <= 3; temporal++)
                {
                    foreach (var prediction in Enum.GetNames<Prediction>().Take(spatial == 1 ? 1 : 3))
                    {
                        modes.Add(spatial, temporal, prediction);
                    }
                }
            }

            return modes;
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Exactly_the_frames_of_the_chosen_decode_target_are_sent(int spatial, int temporal, string prediction)
    {
        for (var target = 0; target < spatial * temporal; target++)
        {
            var stream = New(spatial, temporal, prediction, new Random(target), firstNumber: 65_500);
            var slot = new DescribedReceiver();
            slot.Filter.Limit = LayerLimit.Of(target / temporal, target % temporal);
            for (var picture = 0; picture < 60; picture++)
            {
                var frames = stream.Picture(isKey: picture % 25 == 0);
                if (picture == 0)
                {
                    slot.BeginSource(frames[0]);
                }

                foreach (var frame in frames)
                {
                    var isPart = frame.Indications[target] != 0 || (frame is { IsKey: true, Spatial: 0 });
                    Assert.Equal(isPart, slot.Forward(frame));
                    Assert.True(!isPart || slot.IsDecodable);
                    Assert.Equal(frame.Spatial == target / temporal && frame.Temporal <= target % temporal, isPart && slot.EndsPicture);
                }

                Assert.False(slot.Filter.AwaitsKeyFrame);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Whatever_is_wanted_when_only_frames_that_can_be_decoded_are_sent_and_the_wanted_ones_come(int spatial, int temporal, string prediction)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var stream = New(spatial, temporal, prediction, random, random.Next(65_536), random.Next(64));
            var slot = new DescribedReceiver();
            var (limit, keyIn, since) = (LayerLimit.All, 0, 0);
            for (var picture = 0; picture < 400; picture++, since++)
            {
                if (picture > 0 && random.Next(30) == 0)
                {
                    limit = LayerLimit.Of(random.Next(spatial), random.Next(temporal));
                    slot.Filter.Limit = limit;
                    since = 0;
                }

                keyIn = picture == 0 ? 0 : slot.Filter.AwaitsKeyFrame && keyIn < 0 ? random.Next(5) : keyIn - 1;
                var frames = stream.Picture(isKey: keyIn == 0);
                if (picture == 0)
                {
                    slot.BeginSource(frames[0]);
                }

                var sent = frames.Where(frame => slot.Forward(frame) && (slot.IsDecodable ? true : throw new InvalidOperationException("Sent in vain."))).ToList();
                Assert.True(sent.Count == 0 || slot.EndsPicture, "What is sent of a picture ends.");
                if (since > 12)
                {
                    var (wantedSpatial, wantedTemporal) = (Math.Min(LayerLimit.Spatial(limit), spatial - 1), LayerLimit.Temporal(limit));
                    Assert.Equal(frames[0].Temporal <= wantedTemporal || frames[0].IsKey, sent.Count > 0);
                    Assert.True(sent.Count == 0 || sent[^1].Spatial == wantedSpatial);
                }
            }
        }
    }

    [Fact]
    public void A_smaller_picture_comes_at_once_where_it_is_sent_anyway_and_with_a_key_frame_where_not()
    {
        foreach (var (prediction, needsKey) in new[] { (Prediction.Full, false), (Prediction.KeyFrames, true) })
        {
            var (stream, slot) = Begun(new ScalableStream(3, 3, prediction, new Random(1)));
            slot.Filter.Limit = LayerLimit.Of(0, LayerLimit.AnyTemporal);
            Assert.Equal(needsKey, slot.Filter.AwaitsKeyFrame);
            Assert.Equal(needsKey ? "2" : "0", Sent(slot, stream.Picture()));
            Assert.Equal("0", Sent(slot, stream.Picture(isKey: true)));
            Assert.False(slot.Filter.AwaitsKeyFrame);
            slot.Filter.Limit = LayerLimit.All;
            Assert.True(slot.Filter.AwaitsKeyFrame);
            Assert.Equal("0", Sent(slot, stream.Picture()));
            Assert.Equal("012", Sent(slot, stream.Picture(isKey: true)));
        }
    }

    [Fact]
    public void What_the_receiver_is_told_of_targets_is_what_it_gets()
    {
        var (stream, slot) = Begun(new ScalableStream(3, 2, Prediction.Full, new Random(3)));
        Assert.Equal(0b111111u, slot.Received.ActiveTargets);
        slot.Filter.Limit = LayerLimit.Of(1, LayerLimit.AnyTemporal);
        Sent(slot, stream.Picture());
        Assert.True(slot.Received.TellsTargets);
        Assert.Equal(0b001111u, slot.Received.ActiveTargets);
        Sent(slot, stream.Picture()); // a picture of the lowest temporal layer: every decode target had it
        Sent(slot, stream.Picture());
        Assert.False(slot.Received.TellsTargets);
        Assert.Equal(0b001111u, slot.Received.ActiveTargets);

        // A structure makes everything active unless it says otherwise.
        var key = stream.Picture(isKey: true);
        Assert.True(slot.Forward(key[0]) && slot.Received is { HasStructure: true, TellsTargets: true, ActiveTargets: 0b001111u });

        (stream, slot) = Begun(new ScalableStream(3, 2, Prediction.KeyFrames, new Random(3)));
        Assert.Equal(0b110000u, slot.Received.ActiveTargets);
    }

    [Fact]
    public void A_layer_that_its_sender_stops_is_not_waited_for()
    {
        var (stream, slot) = Begun(new ScalableStream(3, 1, Prediction.KeyFrames, new Random(2)));
        stream.Active = 0b011;
        Assert.Equal("01", Sent(slot, stream.Picture(isKey: true)));
        Assert.Equal("1", Sent(slot, stream.Picture()));
        Assert.True(slot.EndsPicture);
        Assert.False(slot.Filter.AwaitsKeyFrame);
        Assert.Equal(0b010u, slot.Received.ActiveTargets);
        stream.Active = 0b111;
        Assert.Equal("012", Sent(slot, stream.Picture(isKey: true)));
    }

    [Fact]
    public void Numbers_go_on_over_sources_and_structures_in_mid_stream()
    {
        var random = new Random(11);
        var slot = new DescribedReceiver();
        ScalableStream? stream = null;
        long before = -1;
        foreach (var (spatial, temporal, sameSource) in new[] { (3, 3, false), (2, 2, false), (1, 3, false), (3, 3, false), (2, 3, true), (3, 2, true), (3, 3, false) })
        {
            // An encoder numbers a new structure's templates behind the old ones', another source begins at 0.
            stream = new ScalableStream(
                spatial, temporal, Prediction.KeyFrames, random,
                sameSource ? stream!.NextNumber : random.Next(65_536), sameSource ? stream!.NextTemplate : 0);
            for (var picture = 0; picture < 40; picture++)
            {
                var frames = stream.Picture(isKey: picture % 20 == 0);
                if (picture == 0 && !sameSource)
                {
                    slot.BeginSource(frames[0]);
                }

                foreach (var frame in frames)
                {
                    if (slot.Forward(frame))
                    {
                        Assert.True(slot.IsDecodable);
                        Assert.True(before < 0 || (ushort)(slot.HighestNumber - before) is > 0 and < 64, $"{before}, {slot.HighestNumber}");
                        before = slot.HighestNumber;
                    }
                }
            }
        }
    }

    [Fact]
    public void What_is_lost_or_late_keeps_its_number_and_a_key_frame_heals()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var stream = new ScalableStream(3, 3, seed % 2 == 0 ? Prediction.Full : Prediction.KeyFrames, random, random.Next(65_536));
            var slot = new DescribedReceiver();
            var late = new Queue<ScalableFrame>();
            int? shift = null;
            for (var picture = 0; picture < 300; picture++)
            {
                var frames = stream.Picture(isKey: picture % 40 == 0);
                var isClean = picture % 40 < 4;
                if (picture == 0)
                {
                    slot.BeginSource(frames[0]);
                }

                slot.Filter.Limit = random.Next(20) == 0 ? LayerLimit.Of(random.Next(3), random.Next(3)) : slot.Filter.Limit;
                foreach (var frame in isClean ? Drained(late) : [])
                {
                    Check(frame);
                }

                foreach (var frame in frames)
                {
                    if (isClean || random.Next(8) != 0)
                    {
                        Check(frame);
                        Assert.True(!isClean || slot.IsDecodable);
                    }
                    else if (random.Next(2) == 0)
                    {
                        late.Enqueue(frame);
                    }
                }

                if (late.Count > 5)
                {
                    Check(late.Dequeue());
                }
            }

            void Check(ScalableFrame frame)
            {
                if (slot.Forward(frame))
                {
                    shift ??= (ushort)(slot.Received.FrameNumber - frame.Number);
                    Assert.Equal(shift, (ushort)(slot.Received.FrameNumber - frame.Number));
                }
            }
        }

        static IEnumerable<ScalableFrame> Drained(Queue<ScalableFrame> late)
        {
            while (late.TryDequeue(out var frame))
            {
                yield return frame;
            }
        }
    }

    private static ScalableStream New(int spatial, int temporal, string prediction, Random random, int firstNumber = 0, int firstTemplate = 0) =>
        new(spatial, temporal, Enum.Parse<Prediction>(prediction), random, firstNumber, firstTemplate);

    private static (ScalableStream Stream, DescribedReceiver Slot) Begun(ScalableStream stream)
    {
        var slot = new DescribedReceiver();
        var key = stream.Picture(isKey: true);
        slot.BeginSource(key[0]);
        Sent(slot, key);
        for (var i = 0; i < 8; i++)
        {
            Sent(slot, stream.Picture());
        }

        return (stream, slot);
    }

    /// <returns>The spatial layers that were sent of a picture.</returns>
    private static string Sent(DescribedReceiver slot, IReadOnlyList<ScalableFrame> picture) =>
        string.Concat(picture.Where(slot.Forward).Select(frame => frame.Spatial));
}
