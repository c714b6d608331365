using System.Net;
using System.Text;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Fuzz.Targets;

/// <summary>An offer and the answer to it, which must be readable and mirror the offer's lines.</summary>
internal sealed class SdpTarget : IFuzzTarget
{
    public string Name => "sdp";

    public IReadOnlyList<Type> Parsers { get; } =
    [
        typeof(SdpDescription), typeof(SdpParser), typeof(SdpMediaSection),
        typeof(SdpSection), typeof(SdpCodecTable), typeof(SdpWords), typeof(SdpCandidate),
    ];

    public IReadOnlyList<byte[]> Samples { get; } = [Offer()];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!SdpDescription.TryParse(Encoding.UTF8.GetString(input), out var offer))
        {
            return;
        }

        var slots = new Dictionary<string, SendingSlot>();
        foreach (var line in offer.Media)
        {
            slots[line.Mid] = new SendingSlot(1, line.Kind == MediaKind.Video ? 2u : 0, "c", "s", "t");
        }

        var result = Negotiator.Answer(offer, new AnswerOptions
        {
            IceUfrag = "abcdefgh",
            IcePwd = "abcdefghijklmnopqrstuvwx",
            CertificateDigest = new byte[32],
            UdpCandidates = [new IPEndPoint(IPAddress.Loopback, 10_000)],
            Slots = slots,
            SessionId = 1,
        });
        if (result.IsAccepted && (!SdpDescription.TryParse(result.Answer, out var answer) || answer.Media.Count != offer.Media.Count))
        {
            throw new InvalidOperationException("The answer does not mirror the offer.");
        }
    }

    private static byte[] Offer()
    {
        var writer = new SdpOfferWriter
        {
            IceUfrag = "wxyz", IcePwd = "0123456789abcdef01234567", CertificateDigest = new byte[32], Cname = "c", SessionId = 9,
        };
        writer.SendAudio(11);
        writer.SendSimulcast(["h", "m", "l"], VideoCodec.Vp8, VideoCodec.H264);
        writer.SendVideo(21, 22, VideoCodec.Vp8);
        writer.ReceiveAudio();
        writer.ReceiveVideo(VideoCodec.Vp8, VideoCodec.Av1);
        return Encoding.UTF8.GetBytes(writer.Write() + "a=candidate:1 1 udp 2122 192.0.2.1 40000 typ host\r\n");
    }
}
