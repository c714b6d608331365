using System.Text;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;

namespace DiemCau.VirtualParticipant.Session;

/// <summary>
/// The answer of a peer that takes everything it is offered, as it is offered (but for reports of when each packet came, where its plan has none), and
/// sends nothing.
/// </summary>
internal static class PeerAnswer
{
    public static string Write(SdpDescription offer, IceCredentials ice, DtlsCertificate certificate, bool transportFeedback)
    {
        var text = new StringBuilder(4_096);
        Line("v=0");
        Line("o=- 1 1 IN IP4 127.0.0.1");
        Line("s=-");
        Line("t=0 0");
        Line($"a=group:BUNDLE {string.Join(' ', offer.Media.Where(line => line.HasMid).Select(line => line.Mid))}");
        foreach (var line in offer.Media)
        {
            WriteLine(line);
        }

        return text.ToString();

        void WriteLine(MediaLine line)
        {
            // The first codec is what flows; RFC 3264 §6.1 lets an answer leave out the others.
            var codecs = line.Codecs.Take(1).ToArray();
            var formats = codecs.SelectMany(codec => codec.RtxPayloadType is { } rtx ? [codec.PayloadType, rtx] : new[] { codec.PayloadType });
            Line($"m={line.KindWord} 9 {line.Protocol} {string.Join(' ', formats)}");
            Line("c=IN IP4 0.0.0.0");
            Line($"a=ice-ufrag:{ice.Ufrag}");
            Line($"a=ice-pwd:{ice.Password}");
            Line($"a=fingerprint:sha-256 {certificate.Fingerprint}");
            Line("a=setup:active");
            Line($"a=mid:{line.Mid}");
            foreach (var extension in Enum.GetValues<HeaderExtension>())
            {
                if (line.Extensions[extension] is var id and > 0 && (transportFeedback || extension != HeaderExtension.TransportSequence))
                {
                    Line($"a=extmap:{id} {HeaderExtensionUris.Of(extension)}");
                }
            }

            Line(line.Direction.Sends() ? "a=recvonly" : "a=inactive");
            Line("a=rtcp-mux");
            foreach (var codec in codecs)
            {
                WriteCodec(codec);
            }
        }

        void WriteCodec(SdpCodec codec)
        {
            Line($"a=rtpmap:{codec.PayloadType} {codec.Name}/{codec.ClockRate}{(codec.Channels > 1 ? $"/{codec.Channels}" : "")}");
            foreach (var feedback in codec.Feedback.Where(feedback => transportFeedback || feedback != "transport-cc"))
            {
                Line($"a=rtcp-fb:{codec.PayloadType} {feedback}");
            }

            if (codec.Parameters.Length > 0)
            {
                Line($"a=fmtp:{codec.PayloadType} {codec.Parameters}");
            }

            if (codec.RtxPayloadType is { } rtx)
            {
                Line($"a=rtpmap:{rtx} rtx/{codec.ClockRate}");
                Line($"a=fmtp:{rtx} apt={codec.PayloadType}");
            }
        }

        void Line(string line) => text.Append(line).Append("\r\n");
    }
}
