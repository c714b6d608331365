using System.Globalization;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Negotiation;

/// <summary>Which of an offered m-line's codecs are answered, and in which order.</summary>
internal static class CodecSelection
{
    /// <summary>Opus only: every WebRTC endpoint has it (RFC 7874), and one codec lets a slot switch between any two speakers.</summary>
    public static List<NegotiatedCodec> Audio(MediaLine line, DownlinkFeedback downlink, bool receives)
    {
        var codec = line.Codecs.FirstOrDefault(codec => codec.Is("opus") && codec is { ClockRate: 48_000, Channels: 2 });
        if (codec is null)
        {
            return [];
        }

        // RFC 2198 section 4: the payload types that the blocks may have.
        var red = line.Codecs.FirstOrDefault(other => other.Is("red") && other is { ClockRate: 48_000, Channels: 2 }
            && other.Parameters.Split('/').All(format => format.Trim() == codec.PayloadType.ToString(CultureInfo.InvariantCulture)));
        return [Negotiated(codec, VideoCodec.Unknown, downlink, receives) with { RedPayloadType = (byte?)red?.PayloadType }];
    }

    /// <summary>
    /// The conference's codec first, because clients send the first one. A line that the client sends on gets one format per codec:
    /// the one that every receiver can decode. A line that it receives on keeps all, so that a slot may switch by payload type.
    /// </summary>
    public static List<NegotiatedCodec> Video(
        MediaLine line, IReadOnlyList<VideoCodec> preference, DownlinkFeedback downlink, bool receives)
    {
        var chosen = new List<NegotiatedCodec>();
        foreach (var video in preference)
        {
            var formats = line.Codecs.Where(codec => Kind(codec) == video).OrderBy(Compatibility);
            chosen.AddRange(formats.Take(receives ? 1 : int.MaxValue).Select(codec => Negotiated(codec, video, downlink, receives)));
        }

        return chosen;
    }

    private static VideoCodec Kind(SdpCodec codec)
    {
        if (codec.ClockRate != 90_000)
        {
            return VideoCodec.Unknown;
        }

        if (codec.Is("VP8"))
        {
            return VideoCodec.Vp8;
        }

        if (codec.Is("H264"))
        {
            return VideoCodec.H264;
        }

        // Other profiles of VP9 and AV1 are 10 bits or 4:4:4, which hardly any receiver decodes.
        if (codec.Is("VP9"))
        {
            return codec.Parameter("profile-id") is null or "0" ? VideoCodec.Vp9 : VideoCodec.Unknown;
        }

        return codec.Is("AV1") && codec.Parameter("profile") is null or "0" ? VideoCodec.Av1 : VideoCodec.Unknown;
    }

    /// <summary>
    /// For H.264: constrained baseline and non-interleaved fragmentation first (RFC 7742 section 6.2); 0 for other codecs.
    /// </summary>
    private static int Compatibility(SdpCodec codec)
    {
        if (!codec.Is("H264"))
        {
            return 0;
        }

        var profile = codec.Parameter("profile-level-id") ?? "42";
        var rank = profile.StartsWith("42e0", StringComparison.OrdinalIgnoreCase)
            ? 0
            : profile.StartsWith("42", StringComparison.Ordinal) ? 1 : 2;
        return codec.Parameter("packetization-mode") == "1" ? rank : rank + 3;
    }

    private static NegotiatedCodec Negotiated(SdpCodec codec, VideoCodec video, DownlinkFeedback downlink, bool receives)
    {
        var isVideo = video != VideoCodec.Unknown;
        return new NegotiatedCodec(
            (byte)codec.PayloadType,
            isVideo && codec.RtxPayloadType is { } rtx ? (byte)rtx : null,
            isVideo ? codec.Name.ToLowerInvariant() : "opus",
            video,
            codec.ClockRate,
            isVideo ? codec.Parameters : OpusParameters(codec),
            Nack: isVideo && codec.Feedback.Contains("nack"),
            Pli: isVideo && codec.Feedback.Contains("nack pli"),
            Fir: isVideo && codec.Feedback.Contains("ccm fir"),
            // REMB is what a receiver tells its sender: wanted from receiving clients only.
            Remb: isVideo && !receives && downlink == DownlinkFeedback.Remb && codec.Feedback.Contains("goog-remb"),
            TransportFeedback: (receives || downlink == DownlinkFeedback.TransportWide) && codec.Feedback.Contains("transport-cc"));
    }

    /// <summary>In-band FEC always (a lost packet is then mostly repaired by the next one), silence suppression when offered.</summary>
    private static string OpusParameters(SdpCodec codec) =>
        codec.Parameter("usedtx") == "1" ? "minptime=10;useinbandfec=1;usedtx=1" : "minptime=10;useinbandfec=1";
}
