using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Tests.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing.Layers;

public sealed class LayerMeterTests
{
    private const long Now = 1_000_000;
    private static readonly NegotiatedCodec Av1 = new(45, 46, "av1", VideoCodec.Av1, 90_000, "", true, true, true, false, true);
    private static readonly int[] Bytes = [100, 300, 600];

    private readonly Source _camera = new(null!, SourceKind.Camera);
    private readonly Rung[] _room = new Rung[LayerLadder.MostRungs];

    [Theory]
    [InlineData(nameof(Prediction.Full), 100, 400, 1000)]
    [InlineData(nameof(Prediction.KeyFrames), 100, 310, 640)] // a key frame in ten has the small pictures, too
    [InlineData(nameof(Prediction.None), 100, 310, 610)] // of independent ones the first comes along with the structure
    public void A_rung_costs_what_its_decode_target_does(string prediction, int small, int middle, int large)
    {
        var stream = Measured(new ScalableStream(3, 1, Enum.Parse<Prediction>(prediction), new Random(1)));
        Assert.Equal([small * 1000, middle * 1000, large * 1000], Costs(720));
        Assert.Equal([small * 1000, middle * 1000], Costs(400));
        Assert.Equal([180, 360, 720], Enumerable.Range(0, 3).Select(stream.HeightOf));
    }

    [Fact]
    public void A_layer_that_is_not_produced_is_no_rung()
    {
        Measured(new ScalableStream(3, 1, Prediction.KeyFrames, new Random(1)) { Active = 0b011 });
        Assert.Equal([250_000, 775_000], Costs(720));
        Assert.Equal([250_000], Costs(180));
    }

    /// <summary>Ten pictures of 1,000 bytes, or as many as are produced, which make 1 Mbit/s.</summary>
    private SourceStream Measured(ScalableStream pictures)
    {
        var stream = new SourceStream(_camera, 1, null, Av1, workers: 1) { Height = 720, Bitrate = 1_000_000 };
        stream.Seen(Now);
        _camera.Add(stream);
        var (meter, reader) = (new LayerMeter(), new DependencyReader());
        for (var picture = 0; picture < 10; picture++)
        {
            foreach (var frame in pictures.Picture(isKey: picture == 0))
            {
                Assert.True(reader.TryRead(frame.Descriptor, out var descriptor));
                meter.Count(default(FrameInfo).With(descriptor), descriptor, Bytes[frame.Spatial]);
                stream.Structure = descriptor.Structure;
            }
        }

        meter.Report(stream);
        return stream;
    }

    private double[] Costs(int height)
    {
        var ladder = LayerLadder.Of(_camera, height, mayWait: true, null, Now, _room);
        return [.. Enumerable.Range(0, ladder.Count).Select(i => Math.Round(_room[i].Cost))];
    }
}
