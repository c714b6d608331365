using System.Net;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Negotiation;

/// <summary>What this server and a client agreed on, from the server's point of view.</summary>
/// <param name="LocalSetup">Who begins the handshake: the client, but for encoders that offer to be passive.</param>
internal sealed record NegotiatedSession(
    string RemoteUfrag,
    string RemotePwd,
    SdpFingerprint RemoteFingerprint,
    IReadOnlyList<NegotiatedMedia> Media,
    DtlsRole LocalSetup = DtlsRole.Server)
{
    public IceCredentials RemoteIce => new(RemoteUfrag, RemotePwd);

    public NegotiatedMedia? Find(string mid)
    {
        foreach (var media in Media)
        {
            if (media.Mid == mid)
            {
                return media;
            }
        }

        return null;
    }
}

/// <param name="Receives">The client sends on this m-line and the server takes it.</param>
/// <param name="Sends">The server sends on this m-line (a receive slot of the client).</param>
/// <param name="Codecs">In the answer's order, the preferred one first.</param>
/// <param name="Rids">Simulcast streams that the client sends, in the order of its offer; empty without simulcast.</param>
/// <param name="RemoteSources">SSRCs announced by the client; empty with simulcast by rid.</param>
/// <param name="Slot">What the server announced for a receive slot; null when it sends nothing here.</param>
internal sealed record NegotiatedMedia(
    int Index,
    string Mid,
    MediaKind Kind,
    bool Receives,
    bool Sends,
    IReadOnlyList<NegotiatedCodec> Codecs,
    HeaderExtensionIds Extensions,
    IReadOnlyList<string> Rids,
    IReadOnlyList<SdpSource> RemoteSources,
    SendingSlot? Slot)
{
    public bool IsRejected => !Receives && !Sends && Codecs.Count == 0;

    public NegotiatedCodec? ByPayloadType(int payloadType)
    {
        foreach (var codec in Codecs)
        {
            if (codec.PayloadType == payloadType || codec.RedPayloadType == payloadType)
            {
                return codec;
            }
        }

        return null;
    }

    /// <summary>
    /// The codec of this m-line that decodes what another participant sends: the same name, and for H264 and VP9 the same profile and
    /// packetisation when there is a choice.
    /// </summary>
    public NegotiatedCodec? Matching(NegotiatedCodec sent)
    {
        NegotiatedCodec? sameName = null;
        foreach (var codec in Codecs)
        {
            if (codec.Name != sent.Name)
            {
                continue;
            }

            if (codec.Parameters == sent.Parameters)
            {
                return codec;
            }

            sameName ??= codec;
        }

        return sameName;
    }

    /// <summary>The codec that this RTX payload type repairs.</summary>
    public NegotiatedCodec? ByRtxPayloadType(int payloadType)
    {
        foreach (var codec in Codecs)
        {
            if (codec.RtxPayloadType == payloadType)
            {
                return codec;
            }
        }

        return null;
    }
}

/// <param name="Name">Encoding name in lower case: opus, vp8, h264, vp9, av1.</param>
/// <param name="Video">Unknown for audio.</param>
/// <param name="RtxPayloadType">Null when the client offered no RTX for it.</param>
/// <param name="Parameters">fmtp as answered.</param>
/// <param name="RedPayloadType">The format that carries this one with the packets before it (RFC 2198); null when none was offered.</param>
internal sealed record NegotiatedCodec(
    byte PayloadType,
    byte? RtxPayloadType,
    string Name,
    VideoCodec Video,
    int ClockRate,
    string Parameters,
    bool Nack,
    bool Pli,
    bool Fir,
    bool Remb,
    bool TransportFeedback,
    byte? RedPayloadType = null)
{
    /// <summary>As people write it.</summary>
    public string Label => Video == VideoCodec.Unknown ? "opus" : Video.ToString().ToUpperInvariant();
}

/// <summary>A stream that the server announces on a receive slot.</summary>
/// <param name="RtxSsrc">Zero for audio.</param>
/// <param name="StreamId">msid: slots of one stream id are played in sync by browsers.</param>
internal sealed record SendingSlot(uint Ssrc, uint RtxSsrc, string Cname, string StreamId, string TrackId);

/// <summary>What the server brings into an answer.</summary>
internal sealed record AnswerOptions
{
    public required string IceUfrag { get; init; }

    public required string IcePwd { get; init; }

    /// <summary>SHA-256 of the DTLS certificate's DER, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> CertificateDigest { get; init; }

    /// <summary>Host candidates, UDP, most preferred first.</summary>
    public required IReadOnlyList<IPEndPoint> UdpCandidates { get; init; }

    /// <summary>Passive TCP host candidates (RFC 6544), most preferred first.</summary>
    public IReadOnlyList<IPEndPoint> TcpCandidates { get; init; } = [];

    /// <summary>The conference's codec first: it is the one that every publisher is asked to send.</summary>
    public IReadOnlyList<VideoCodec> VideoCodecs { get; init; } = [VideoCodec.Vp8, VideoCodec.H264, VideoCodec.Vp9, VideoCodec.Av1];

    /// <summary>By mid: what the server sends on m-lines that the client receives; lines not named here become inactive.</summary>
    public IReadOnlyDictionary<string, SendingSlot> Slots { get; init; } = new Dictionary<string, SendingSlot>();

    /// <summary>
    /// What the client is asked to tell of what it receives; never both (two estimators on one line disturb each other). A line that does
    /// not offer transport-wide feedback is asked for REMB.
    /// </summary>
    public DownlinkFeedback Downlink { get; init; } = DownlinkFeedback.TransportWide;

    public required ulong SessionId { get; init; }

    public ulong SessionVersion { get; init; } = 1;
}

internal enum DownlinkFeedback : byte
{
    Remb,
    TransportWide,
}

internal enum NegotiationRefusal : byte
{
    None,
    NotSdp,
    NoMedia,
    NoBundle,
    NoIce,
    NoFingerprint,
    UnsupportedFingerprint,
    NoRtcpMux,
    UnsupportedSetup,
    NoCommonCodec,
    DuplicateMid,

    /// <summary>The participant has no seat in the conference, or the conference has ended.</summary>
    NotSeated,
}

/// <param name="Refusal">None exactly when session and answer are there.</param>
internal readonly record struct NegotiationResult(NegotiatedSession? Session, string? Answer, NegotiationRefusal Refusal)
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Session), nameof(Answer))]
    public bool IsAccepted => Refusal == NegotiationRefusal.None;
}
