using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Negotiation;

/// <summary>Writes the one offer of a client that is built on this engine: what it sends, then its receive slots.</summary>
internal sealed class SdpOfferWriter
{
    private readonly List<OfferedLine> lines = [];

    public required string IceUfrag { get; init; }

    public required string IcePwd { get; init; }

    /// <summary>SHA-256 of the DTLS certificate's DER, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> CertificateDigest { get; init; }

    public required string Cname { get; init; }

    public required ulong SessionId { get; init; }

    public ulong SessionVersion { get; init; } = 1;

    /// <returns>The m-line's mid.</returns>
    public string SendAudio(uint ssrc) => Add(new(MediaKind.Audio, MediaDirection.SendOnly, [], ssrc, 0, []));

    /// <summary>One plain video stream.</summary>
    public string SendVideo(uint ssrc, uint rtxSsrc, params VideoCodec[] codecs) =>
        Add(new(MediaKind.Video, MediaDirection.SendOnly, codecs, ssrc, rtxSsrc, []));

    /// <summary>Simulcast by rid, best layer first; the SSRCs are not announced (RFC 8853).</summary>
    public string SendSimulcast(IReadOnlyList<string> rids, params VideoCodec[] codecs) =>
        Add(new(MediaKind.Video, MediaDirection.SendOnly, codecs, 0, 0, rids));

    public string ReceiveAudio() => Add(new(MediaKind.Audio, MediaDirection.RecvOnly, [], 0, 0, []));

    public string ReceiveVideo(params VideoCodec[] codecs) => Add(new(MediaKind.Video, MediaDirection.RecvOnly, codecs, 0, 0, []));

    /// <summary>Payload type that this writer's offers give a codec; the same on every m-line.</summary>
    public static byte PayloadTypeOf(VideoCodec codec) => codec switch
    {
        VideoCodec.Vp8 => 96,
        VideoCodec.H264 => 102,
        VideoCodec.Vp9 => 98,
        VideoCodec.Av1 => 45,
        _ => throw new ArgumentOutOfRangeException(nameof(codec)),
    };

    public static byte RtxPayloadTypeOf(VideoCodec codec) => (byte)(PayloadTypeOf(codec) + 1);

    public const byte OpusPayloadType = 111;

    /// <summary>The extension ids of this writer's offers.</summary>
    public static HeaderExtensionIds Extensions { get; } = new(
        Mid: 4, Rid: 5, RepairedRid: 6, AudioLevel: 1, AbsSendTime: 2, TransportSequence: 3, DependencyDescriptor: 0, VideoLayersAllocation: 0);

    public string Write() => throw new NotImplementedException();

    private string Add(OfferedLine line)
    {
        lines.Add(line);
        return (lines.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record OfferedLine(
        MediaKind Kind,
        MediaDirection Direction,
        IReadOnlyList<VideoCodec> Codecs,
        uint Ssrc,
        uint RtxSsrc,
        IReadOnlyList<string> Rids);
}
