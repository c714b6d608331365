using System.Text;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Negotiation;

/// <summary>Writes the one offer of a client that is built on this engine: what it sends, then its receive slots.</summary>
internal sealed class SdpOfferWriter
{
    private readonly List<OfferedLine> _lines = [];

    public required string IceUfrag { get; init; }

    public required string IcePwd { get; init; }

    /// <summary>SHA-256 of the DTLS certificate's DER, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> CertificateDigest { get; init; }

    public required string Cname { get; init; }

    public required ulong SessionId { get; init; }

    public ulong SessionVersion { get; init; } = 1;

    /// <summary>Offers speech with the packet before it (RFC 2198), as Chromium does.</summary>
    public bool OffersRedundancy { get; init; }

    /// <summary>Offers dependency descriptors with AV1, as Chromium does; Firefox reads none.</summary>
    public bool OffersDescriptors { get; init; } = true;

    /// <summary>Offers to report when each packet came (transport-wide feedback), as browsers do; many encoders and players do not.</summary>
    public bool OffersTransportFeedback { get; init; } = true;

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
    public const byte RedPayloadType = 63;

    /// <summary>The extension ids of this writer's offers.</summary>
    public static HeaderExtensionIds Extensions { get; } = new(
        Mid: 4, Rid: 5, RepairedRid: 6, AudioLevel: 1, AbsSendTime: 2, TransportSequence: 3, DependencyDescriptor: 7,
        VideoLayersAllocation: 0);

    public string Write()
    {
        var text = new StringBuilder(4_096);
        Line("v=0");
        Line($"o=- {SessionId} {SessionVersion} IN IP4 127.0.0.1");
        Line("s=-");
        Line("t=0 0");
        Line($"a=group:BUNDLE {string.Join(' ', Enumerable.Range(0, _lines.Count))}");
        for (var mid = 0; mid < _lines.Count; mid++)
        {
            WriteLine(_lines[mid], mid);
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append("\r\n");

        void WriteLine(OfferedLine line, int mid)
        {
            var isAudio = line.Kind == MediaKind.Audio;
            var formats = isAudio
                ? OffersRedundancy ? [OpusPayloadType, RedPayloadType] : new[] { OpusPayloadType }
                : line.Codecs.SelectMany(codec => new[] { PayloadTypeOf(codec), RtxPayloadTypeOf(codec) });
            Line($"m={(isAudio ? "audio" : "video")} 9 UDP/TLS/RTP/SAVPF {string.Join(' ', formats)}");
            Line("c=IN IP4 0.0.0.0");
            Line($"a=ice-ufrag:{IceUfrag}");
            Line($"a=ice-pwd:{IcePwd}");
            Line("a=ice-options:trickle");
            Line($"a=fingerprint:{new SdpFingerprint("sha-256", CertificateDigest)}");
            Line("a=setup:actpass");
            Line($"a=mid:{mid}");
            foreach (var extension in (isAudio ? AudioExtensions : VideoExtensions).Where(IsOffered))
            {
                Line($"a=extmap:{Extensions[extension]} {HeaderExtensionUris.Of(extension)}");
            }

            if (OffersDescriptors && line.Codecs.Contains(VideoCodec.Av1))
            {
                Line($"a=extmap:{Extensions.DependencyDescriptor} {HeaderExtensionUris.DependencyDescriptor}");
                Line("a=extmap-allow-mixed");
            }

            Line($"a={line.Direction.Word()}");
            Line("a=rtcp-mux");
            Line("a=rtcp-rsize");
            if (isAudio)
            {
                Line($"a=rtpmap:{OpusPayloadType} opus/48000/2");
                if (OffersTransportFeedback)
                {
                    Line($"a=rtcp-fb:{OpusPayloadType} transport-cc");
                }

                Line($"a=fmtp:{OpusPayloadType} minptime=10;useinbandfec=1");
                if (OffersRedundancy)
                {
                    Line($"a=rtpmap:{RedPayloadType} red/48000/2");
                    Line($"a=fmtp:{RedPayloadType} {OpusPayloadType}/{OpusPayloadType}");
                }
            }

            foreach (var codec in line.Codecs)
            {
                WriteVideoCodec(codec);
            }

            foreach (var rid in line.Rids)
            {
                Line($"a=rid:{rid} send");
            }

            if (line.Rids.Count > 0)
            {
                Line($"a=simulcast:send {string.Join(';', line.Rids)}");
            }

            if (line.Ssrc != 0)
            {
                WriteSources(line, mid);
            }
        }

        void WriteVideoCodec(VideoCodec codec)
        {
            var payloadType = PayloadTypeOf(codec);
            Line($"a=rtpmap:{payloadType} {(codec == VideoCodec.Av1 ? "AV1" : codec.ToString().ToUpperInvariant())}/90000");
            string[] transport = OffersTransportFeedback ? ["transport-cc"] : [];
            foreach (var feedback in (string[])["goog-remb", .. transport, "ccm fir", "nack", "nack pli"])
            {
                Line($"a=rtcp-fb:{payloadType} {feedback}");
            }

            if (codec == VideoCodec.H264)
            {
                Line($"a=fmtp:{payloadType} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");
            }

            Line($"a=rtpmap:{RtxPayloadTypeOf(codec)} rtx/90000");
            Line($"a=fmtp:{RtxPayloadTypeOf(codec)} apt={payloadType}");
        }

        void WriteSources(OfferedLine line, int mid)
        {
            Line($"a=msid:{Cname} track{mid}");
            if (line.RtxSsrc != 0)
            {
                Line($"a=ssrc-group:FID {line.Ssrc} {line.RtxSsrc}");
                Line($"a=ssrc:{line.RtxSsrc} cname:{Cname}");
            }

            Line($"a=ssrc:{line.Ssrc} cname:{Cname}");
        }
    }

    private static readonly HeaderExtension[] AudioExtensions =
        [HeaderExtension.AudioLevel, HeaderExtension.AbsSendTime, HeaderExtension.TransportSequence, HeaderExtension.Mid];

    private static readonly HeaderExtension[] VideoExtensions =
    [
        HeaderExtension.AbsSendTime, HeaderExtension.TransportSequence, HeaderExtension.Mid, HeaderExtension.Rid,
        HeaderExtension.RepairedRid,
    ];

    private bool IsOffered(HeaderExtension extension) => OffersTransportFeedback || extension != HeaderExtension.TransportSequence;

    private string Add(OfferedLine line)
    {
        _lines.Add(line);
        return $"{_lines.Count - 1}";
    }

    private sealed record OfferedLine(
        MediaKind Kind,
        MediaDirection Direction,
        IReadOnlyList<VideoCodec> Codecs,
        uint Ssrc,
        uint RtxSsrc,
        IReadOnlyList<string> Rids);
}
