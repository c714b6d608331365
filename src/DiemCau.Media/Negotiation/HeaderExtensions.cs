namespace DiemCau.Media.Negotiation;

/// <summary>
/// Ids (1–255, 0 = not negotiated) of the RTP header extensions that this engine reads or writes, on one m-line (RFC 8285).
/// </summary>
internal readonly record struct HeaderExtensionIds(
    byte Mid,
    byte Rid,
    byte RepairedRid,
    byte AudioLevel,
    byte AbsSendTime,
    byte TransportSequence,
    byte DependencyDescriptor,
    byte VideoLayersAllocation)
{
    public byte this[HeaderExtension extension] => extension switch
    {
        HeaderExtension.Mid => Mid,
        HeaderExtension.Rid => Rid,
        HeaderExtension.RepairedRid => RepairedRid,
        HeaderExtension.AudioLevel => AudioLevel,
        HeaderExtension.AbsSendTime => AbsSendTime,
        HeaderExtension.TransportSequence => TransportSequence,
        HeaderExtension.DependencyDescriptor => DependencyDescriptor,
        HeaderExtension.VideoLayersAllocation => VideoLayersAllocation,
        _ => 0,
    };

    public HeaderExtensionIds With(HeaderExtension extension, byte id) => extension switch
    {
        HeaderExtension.Mid => this with { Mid = id },
        HeaderExtension.Rid => this with { Rid = id },
        HeaderExtension.RepairedRid => this with { RepairedRid = id },
        HeaderExtension.AudioLevel => this with { AudioLevel = id },
        HeaderExtension.AbsSendTime => this with { AbsSendTime = id },
        HeaderExtension.TransportSequence => this with { TransportSequence = id },
        HeaderExtension.DependencyDescriptor => this with { DependencyDescriptor = id },
        HeaderExtension.VideoLayersAllocation => this with { VideoLayersAllocation = id },
        _ => this,
    };
}

internal enum HeaderExtension : byte
{
    Unknown,
    Mid,
    Rid,
    RepairedRid,
    AudioLevel,
    AbsSendTime,
    TransportSequence,
    DependencyDescriptor,
    VideoLayersAllocation,
}

internal static class HeaderExtensionUris
{
    public const string Mid = "urn:ietf:params:rtp-hdrext:sdes:mid";
    public const string Rid = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    public const string RepairedRid = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    public const string AudioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    public const string AbsSendTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    public const string TransportSequence = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    public const string DependencyDescriptor =
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
    public const string VideoLayersAllocation = "http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00";

    public static HeaderExtension Parse(string uri) => uri switch
    {
        Mid => HeaderExtension.Mid,
        Rid => HeaderExtension.Rid,
        RepairedRid => HeaderExtension.RepairedRid,
        AudioLevel => HeaderExtension.AudioLevel,
        AbsSendTime => HeaderExtension.AbsSendTime,
        TransportSequence => HeaderExtension.TransportSequence,
        DependencyDescriptor => HeaderExtension.DependencyDescriptor,
        VideoLayersAllocation => HeaderExtension.VideoLayersAllocation,
        _ => HeaderExtension.Unknown,
    };

    public static string Of(HeaderExtension extension) => extension switch
    {
        HeaderExtension.Mid => Mid,
        HeaderExtension.Rid => Rid,
        HeaderExtension.RepairedRid => RepairedRid,
        HeaderExtension.AudioLevel => AudioLevel,
        HeaderExtension.AbsSendTime => AbsSendTime,
        HeaderExtension.TransportSequence => TransportSequence,
        HeaderExtension.DependencyDescriptor => DependencyDescriptor,
        HeaderExtension.VideoLayersAllocation => VideoLayersAllocation,
        _ => throw new ArgumentOutOfRangeException(nameof(extension)),
    };
}
