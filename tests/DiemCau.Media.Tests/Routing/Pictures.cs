using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing;

/// <summary>A camera's streams without anybody behind them.</summary>
internal static class Pictures
{
    private static readonly NegotiatedCodec Vp8 = new(96, 97, "vp8", VideoCodec.Vp8, 90_000, "", true, true, true, false, true);

    /// <summary>Layers l, m and h of 150, 500 and 1,500 kbit/s that flow now.</summary>
    public static Source Camera(long now)
    {
        var source = new Source(null!, SourceKind.Camera);
        foreach (var (rid, height, bitrate, ssrc) in (ReadOnlySpan<(string, int, int, uint)>)[("l", 180, 150_000, 1), ("m", 360, 500_000, 2), ("h", 720, 1_500_000, 3)])
        {
            var stream = new SourceStream(source, ssrc, rid, Vp8, workers: 1) { Height = height, Bitrate = bitrate };
            stream.Seen(now);
            source.Add(stream);
        }

        return source;
    }

    public static void Flow(this Source source, long now, params int[] layers)
    {
        foreach (var layer in layers)
        {
            source.Streams[layer].Seen(now);
        }
    }
}
