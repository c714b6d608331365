using DiemCau.Media.Dtls;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Negotiation;

/// <summary>
/// Answers offers (RFC 9429 section 5.3): BUNDLE, ICE-lite, rtcp-mux, passive DTLS wherever the client may begin, the offer's own payload
/// types and extension ids.
/// Lines that cannot be used are rejected one by one; the whole offer is refused only when no transport or nothing usable is left.
/// </summary>
internal static class Negotiator
{
    private const int MaxSimulcastLayers = 3;

    /// <summary>RFC 9429 section 5.1.2: whichever of them an offer says, media goes by the same way.</summary>
    private static readonly string[] Profiles = ["RTP/SAVPF", "RTP/SAVP", "RTP/AVPF", "RTP/AVP"];

    /// <summary>Ids above it need the two-byte form of header extensions (RFC 8285), which costs every packet two bytes more.</summary>
    private const int MaxOneByteId = 14;

    public static NegotiationResult Answer(SdpDescription offer, AnswerOptions options)
    {
        var refusal = CheckLines(offer);
        if (refusal != NegotiationRefusal.None)
        {
            return Refused(refusal);
        }

        var media = new NegotiatedMedia[offer.Media.Count];
        for (var i = 0; i < media.Length; i++)
        {
            media[i] = IsUsable(offer, offer.Media[i]) ? Negotiate(offer, offer.Media[i], options) : Rejected(offer.Media[i]);
        }

        if (media.All(line => line.IsRejected))
        {
            return Refused(NegotiationRefusal.NoCommonCodec);
        }

        // RFC 9143 section 7.1: the transport's attributes are those of the offer's tagged line; others may leave them out.
        var tagged = InBundleOrder(offer).ToArray();
        var ice = tagged.FirstOrDefault(line => line.IceUfrag is not null && line.IcePwd is not null);
        var fingerprint = tagged.Select(line => line.Fingerprint).FirstOrDefault(value => value is not null);
        if (ice is null)
        {
            return Refused(NegotiationRefusal.NoIce);
        }

        if (fingerprint is null)
        {
            return Refused(NegotiationRefusal.NoFingerprint);
        }

        if (fingerprint.Digest.Length != DtlsFingerprint.LengthOf(fingerprint.Algorithm))
        {
            return Refused(NegotiationRefusal.UnsupportedFingerprint);
        }

        // RFC 8842 section 5.3: actpass leaves it to us, and who is asked has less to do; an encoder that is passive waits for us.
        var setup = tagged.Select(line => line.Setup).FirstOrDefault(value => value is not null);
        var session = new NegotiatedSession(
            ice.IceUfrag!, ice.IcePwd!, fingerprint, media, setup == "passive" ? DtlsRole.Client : DtlsRole.Server);
        return new NegotiationResult(session, new SdpAnswerWriter(offer, session, options).Write(), NegotiationRefusal.None);
    }

    private static NegotiationResult Refused(NegotiationRefusal refusal) => new(null, null, refusal);

    private static NegotiationRefusal CheckLines(SdpDescription offer)
    {
        var usable = offer.Media.Where(IsMedia).ToArray();
        if (usable.Length == 0)
        {
            return NegotiationRefusal.NoMedia;
        }

        if (offer.Media.Select(line => line.Mid).Distinct().Count() != offer.Media.Count)
        {
            return NegotiationRefusal.DuplicateMid;
        }

        // A single line needs no bundle: it has one transport anyway.
        if (usable.Length > 1 && !usable.Any(line => line.IsBundled))
        {
            return NegotiationRefusal.NoBundle;
        }

        usable = [.. usable.Where(line => IsUsable(offer, line))];
        if (usable.Length == 0)
        {
            return NegotiationRefusal.NoMedia;
        }

        if (usable.Any(line => !line.RtcpMux))
        {
            return NegotiationRefusal.NoRtcpMux;
        }

        return usable.Any(line => line.Setup is not (null or "actpass" or "active" or "passive"))
            ? NegotiationRefusal.UnsupportedSetup
            : NegotiationRefusal.None;
    }

    private static bool IsMedia(MediaLine line) =>
        line.Kind is MediaKind.Audio or MediaKind.Video
        && !line.IsRejected
        && Profiles.Any(profile => line.Protocol.EndsWith(profile, StringComparison.OrdinalIgnoreCase));

    private static bool IsUsable(SdpDescription offer, MediaLine line) => IsMedia(line) && (offer.Bundle.Count == 0 || line.IsBundled);

    private static IEnumerable<MediaLine> InBundleOrder(SdpDescription offer) =>
        offer.Bundle.Count == 0
            ? offer.Media.Where(IsMedia)
            : offer.Bundle.Select(offer.Find).OfType<MediaLine>().Where(line => !line.IsRejected);

    private static NegotiatedMedia Rejected(MediaLine line) => new(
        line.Index, line.Mid, line.Kind, Receives: false, Sends: false, [], default, [], [], null);

    private static NegotiatedMedia Negotiate(SdpDescription offer, MediaLine line, AnswerOptions options)
    {
        var receives = line.Direction.Sends();
        var downlink = OffersTransportWide(line) ? options.Downlink : DownlinkFeedback.Remb;
        var slot = line.Direction.Receives() ? options.Slots.GetValueOrDefault(line.Mid) : null;
        var codecs = line.Kind == MediaKind.Audio
            ? CodecSelection.Audio(line, downlink, receives)
            : CodecSelection.Video(line, options.VideoCodecs, downlink, receives);
        if (codecs.Count == 0)
        {
            return Rejected(line);
        }

        return new NegotiatedMedia(
            line.Index,
            line.Mid,
            line.Kind,
            receives,
            Sends: slot is not null,
            codecs,
            Extensions(offer, line, codecs, downlink, receives),
            receives && line.Kind == MediaKind.Video ? Layers(line) : [],
            receives ? line.Sources : [],
            slot);
    }

    private static bool OffersTransportWide(MediaLine line) =>
        line.Extensions[HeaderExtension.TransportSequence] is > 0 and <= MaxOneByteId
            && line.Codecs.Any(codec => codec.Feedback.Contains("transport-cc"));

    private static string[] Layers(MediaLine line) =>
        [.. line.SimulcastSend.Where(id => line.Rids.Any(rid => rid.Sends && rid.Id == id)).Distinct().Take(MaxSimulcastLayers)];

    /// <summary>Only what this engine reads or writes: every extension accepted here costs its bytes in every packet.</summary>
    private static HeaderExtensionIds Extensions(
        SdpDescription offer, MediaLine line, List<NegotiatedCodec> codecs, DownlinkFeedback downlink, bool receives)
    {
        var ids = default(HeaderExtensionIds);
        Accept(HeaderExtension.Mid, true);
        Accept(HeaderExtension.AudioLevel, line.Kind == MediaKind.Audio);
        Accept(HeaderExtension.Rid, receives && line.Kind == MediaKind.Video);
        Accept(HeaderExtension.RepairedRid, receives && line.Kind == MediaKind.Video);
        Accept(HeaderExtension.TransportSequence, codecs.Any(codec => codec.TransportFeedback));
        // VP8 and VP9 say in their payload which layer a packet is of. A key frame's descriptor is longer than the one-byte form holds.
        Accept(
            HeaderExtension.DependencyDescriptor,
            receives
                ? codecs[0].Video == VideoCodec.Av1
                : offer.AllowsMixedExtensions && codecs.Any(static codec => codec.Video == VideoCodec.Av1));
        Accept(HeaderExtension.AbsSendTime, !receives && downlink == DownlinkFeedback.Remb);
        return ids;

        void Accept(HeaderExtension extension, bool wanted)
        {
            var id = line.Extensions[extension];
            if (wanted && id is > 0 and <= MaxOneByteId)
            {
                ids = ids.With(extension, id);
            }
        }
    }
}
