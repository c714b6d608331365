using System.Net;
using System.Net.Sockets;
using System.Text;
using DiemCau.Media.Dtls;

namespace DiemCau.Media.Negotiation;

/// <summary>Writes the answer that a negotiated session means, m-line by m-line in the offer's order.</summary>
internal sealed class SdpAnswerWriter(SdpDescription offer, NegotiatedSession session, AnswerOptions options)
{
    private readonly StringBuilder _text = new(4_096);
    private readonly SdpFingerprint _fingerprint = new("sha-256", options.CertificateDigest);

    public string Write()
    {
        var accepted = Accepted();
        Line("v=0");
        Line($"o=- {options.SessionId} {options.SessionVersion} IN IP4 127.0.0.1");
        Line("s=-");
        Line("t=0 0");
        if (offer.Bundle.Count > 0)
        {
            Line($"a=group:BUNDLE {string.Join(' ', accepted)}");
        }

        Line("a=ice-lite");
        Line("a=msid-semantic: WMS *");
        var tag = accepted.FirstOrDefault() ?? session.Media.First(media => !media.IsRejected).Mid;
        foreach (var media in session.Media)
        {
            var line = offer.Media[media.Index];
            if (media.IsRejected)
            {
                WriteRejected(line);
            }
            else
            {
                WriteAccepted(line, media, isTagged: media.Mid == tag);
            }
        }

        return _text.ToString();
    }

    /// <summary>Accepted mids in the order of the offer's group; its first one carries the transport (RFC 9143 section 7.3).</summary>
    private string[] Accepted() => [.. offer.Bundle.Where(mid => session.Find(mid) is { IsRejected: false }).Distinct()];

    private void WriteRejected(MediaLine line)
    {
        Line($"m={line.KindWord} 0 {line.Protocol} {(line.Formats.Count > 0 ? string.Join(' ', line.Formats) : "0")}");
        Line("c=IN IP4 0.0.0.0");
        WriteMid(line);
        Line("a=inactive");
    }

    private void WriteAccepted(MediaLine line, NegotiatedMedia media, bool isTagged)
    {
        Line($"m={line.KindWord} 9 {line.Protocol} {string.Join(' ', media.Codecs.SelectMany(codec => Formats(codec, media)))}");
        Line("c=IN IP4 0.0.0.0");
        Line("a=rtcp:9 IN IP4 0.0.0.0");
        WriteTransport();
        if (isTagged)
        {
            WriteCandidates();
        }

        WriteMid(line);
        foreach (var extension in Enum.GetValues<HeaderExtension>())
        {
            if (media.Extensions[extension] is var id and > 0)
            {
                Line($"a=extmap:{id} {HeaderExtensionUris.Of(extension)}");
            }
        }

        if (media.Extensions.DependencyDescriptor != 0 && offer.AllowsMixedExtensions)
        {
            Line("a=extmap-allow-mixed"); // a key frame's descriptor is longer than the one-byte form can hold
        }

        Line($"a={MediaDirections.Of(media.Sends, media.Receives).Word()}");
        WriteSlotStream(media.Slot);
        Line("a=rtcp-mux");
        if (line.RtcpReducedSize)
        {
            Line("a=rtcp-rsize");
        }

        foreach (var codec in media.Codecs)
        {
            WriteCodec(codec, line.Codecs.First(offered => offered.PayloadType == codec.PayloadType));
        }

        WriteLayers(media.Rids);
        WriteSlotSources(media.Slot);
    }

    /// <summary>A client that sends takes the first: speech with the packet before it, so that a single loss is none.</summary>
    private static IEnumerable<byte> Formats(NegotiatedCodec codec, NegotiatedMedia media) => codec switch
    {
        { RtxPayloadType: { } rtx } => [codec.PayloadType, rtx],
        { RedPayloadType: { } red } => media.Receives ? [red, codec.PayloadType] : [codec.PayloadType, red],
        _ => [codec.PayloadType],
    };

    private void WriteMid(MediaLine line)
    {
        if (line.HasMid)
        {
            Line($"a=mid:{line.Mid}");
        }
    }

    private void WriteTransport()
    {
        Line($"a=ice-ufrag:{options.IceUfrag}");
        Line($"a=ice-pwd:{options.IcePwd}");
        if (offer.IceOptions.Contains("trickle"))
        {
            Line("a=ice-options:trickle");
        }

        Line($"a=fingerprint:{_fingerprint}");
        Line(session.LocalSetup == DtlsRole.Client ? "a=setup:active" : "a=setup:passive");
    }

    private void WriteCandidates()
    {
        var preference = 65_535u;
        foreach (var candidate in options.UdpCandidates)
        {
            WriteCandidate("udp", candidate, typePreference: 126, preference--, "");
        }

        // RFC 6544 section 4.2: below every UDP candidate.
        foreach (var candidate in options.TcpCandidates)
        {
            WriteCandidate("tcp", candidate, typePreference: 90, preference--, " tcptype passive");
        }

        Line("a=end-of-candidates");
    }

    private void WriteCandidate(string transport, IPEndPoint endPoint, uint typePreference, uint localPreference, string suffix)
    {
        // RFC 8445 section 5.1.2.1, component 1.
        var priority = (typePreference << 24) | (localPreference << 8) | 255;
        var foundation = (transport == "udp" ? 1 : 2) + (endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? 2 : 0);
        Line($"a=candidate:{foundation} 1 {transport} {priority} {endPoint.Address} {endPoint.Port} typ host{suffix}");
    }

    private void WriteCodec(NegotiatedCodec codec, SdpCodec offered)
    {
        var channels = offered.Channels > 1 ? $"/{offered.Channels}" : "";
        Line($"a=rtpmap:{codec.PayloadType} {offered.Name}/{codec.ClockRate}{channels}");
        Feedback(codec.TransportFeedback, "transport-cc");
        Feedback(codec.Remb, "goog-remb");
        Feedback(codec.Fir, "ccm fir");
        Feedback(codec.Nack, "nack");
        Feedback(codec.Pli, "nack pli");
        if (codec.Parameters.Length > 0)
        {
            Line($"a=fmtp:{codec.PayloadType} {codec.Parameters}");
        }

        if (codec.RtxPayloadType is { } rtx)
        {
            Line($"a=rtpmap:{rtx} rtx/{codec.ClockRate}");
            Line($"a=fmtp:{rtx} apt={codec.PayloadType}");
        }

        if (codec.RedPayloadType is { } red)
        {
            Line($"a=rtpmap:{red} red/{codec.ClockRate}{channels}");
            Line($"a=fmtp:{red} {codec.PayloadType}/{codec.PayloadType}");
        }

        void Feedback(bool isAgreed, string value)
        {
            if (isAgreed)
            {
                Line($"a=rtcp-fb:{codec.PayloadType} {value}");
            }
        }
    }

    private void WriteLayers(IReadOnlyList<string> rids)
    {
        foreach (var rid in rids)
        {
            Line($"a=rid:{rid} recv");
        }

        if (rids.Count > 0)
        {
            Line($"a=simulcast:recv {string.Join(';', rids)}");
        }
    }

    private void WriteSlotStream(SendingSlot? slot)
    {
        if (slot is not null)
        {
            Line($"a=msid:{slot.StreamId} {slot.TrackId}");
        }
    }

    private void WriteSlotSources(SendingSlot? slot)
    {
        if (slot is null)
        {
            return;
        }

        if (slot.RtxSsrc != 0)
        {
            Line($"a=ssrc-group:FID {slot.Ssrc} {slot.RtxSsrc}");
        }

        WriteSource(slot.Ssrc, slot);
        if (slot.RtxSsrc != 0)
        {
            WriteSource(slot.RtxSsrc, slot);
        }
    }

    private void WriteSource(uint ssrc, SendingSlot slot)
    {
        Line($"a=ssrc:{ssrc} cname:{slot.Cname}");
        Line($"a=ssrc:{ssrc} msid:{slot.StreamId} {slot.TrackId}");
    }

    private void Line(string line) => _text.Append(line).Append("\r\n");
}
