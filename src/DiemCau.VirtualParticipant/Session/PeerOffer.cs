using System.Text;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.VirtualParticipant.Session;

/// <summary>The one offer of a peer connection and what its m-lines are for.</summary>
internal sealed class PeerOffer
{
    /// <summary>Of the simulcast layers, the smallest first.</summary>
    private static readonly string[] AllRids = ["l", "m", "h"];

    public required string Sdp { get; init; }

    public required PeerLines Lines { get; init; }

    /// <summary>UTF-8.</summary>
    public required byte[] Cname { get; init; }

    /// <summary>The SSRC of our feedback; of the microphone if there is one.</summary>
    public required uint FeedbackSsrc { get; init; }

    public required uint CameraSsrc { get; init; }

    public required uint ScreenSsrc { get; init; }

    /// <summary>Of the camera's layers, the smallest first; empty without simulcast.</summary>
    public required string[] CameraRids { get; init; }

    public static PeerOffer Write(PeerPlan plan, IceCredentials ice, DtlsCertificate certificate, Random random)
    {
        var cname = $"virtual-{random.Next():x8}";
        var writer = new SdpOfferWriter
        {
            IceUfrag = ice.Ufrag,
            IcePwd = ice.Password,
            CertificateDigest = Convert.FromHexString(certificate.Fingerprint.Replace(":", "", StringComparison.Ordinal)),
            Cname = cname,
            OffersRedundancy = plan.Redundancy,
            OffersDescriptors = plan.Descriptors,
            OffersTransportFeedback = plan.TransportFeedback,
            SessionId = (ulong)random.NextInt64(),
        };

        // Sources are numbered from one random SSRC on: microphone, camera and its layers, screen; the RTX source of each is 16 further.
        var ssrc = (uint)random.NextInt64(1, (1L << 32) - 64);
        var codec = plan.Scalable ? VideoCodec.Av1 : VideoCodec.Vp8;
        var layers = plan.Scalable ? 1 : plan.Camera?.Video.Layers.Count ?? 0;
        string[] rids = layers > 1 ? AllRids[..layers] : [];
        var lines = new PeerLines(
            plan.Microphone is null ? null : writer.SendAudio(ssrc),
            plan.Camera is null ? null
                : rids.Length > 0 ? writer.SendSimulcast([.. rids.Reverse()], codec)
                : writer.SendVideo(ssrc + 1, RtxOf(ssrc + 1), codec),
            plan.Screen is null ? null : writer.SendVideo(ssrc + 8, RtxOf(ssrc + 8), codec),
            [.. Enumerable.Range(0, plan.AudioSlots).Select(_ => writer.ReceiveAudio())],
            plan.PodiumSlot ? writer.ReceiveVideo(codec) : null,
            plan.ScreenSlot ? writer.ReceiveVideo(codec) : null,
            [.. Enumerable.Range(0, plan.Tiles).Select(_ => writer.ReceiveVideo(codec))]);
        return new PeerOffer
        {
            Sdp = writer.Write(),
            Lines = lines,
            Cname = Encoding.UTF8.GetBytes(cname),
            FeedbackSsrc = ssrc,
            CameraSsrc = ssrc + 1,
            ScreenSsrc = ssrc + 8,
            CameraRids = rids,
        };
    }

    public static uint RtxOf(uint ssrc) => ssrc + 16;
}
