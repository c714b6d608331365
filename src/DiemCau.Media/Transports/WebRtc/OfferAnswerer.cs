using System.Net;
using System.Security.Cryptography;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>Turns offers into transports, and later offers of the same association into changes of theirs.</summary>
internal sealed class OfferAnswerer(
    DtlsContext dtls,
    DtlsCertificate certificate,
    TransportDirectory directory,
    HandshakeThread handshake,
    IReadOnlyList<IPEndPoint> candidates,
    IReadOnlyList<IPEndPoint> tcpCandidates,
    string cameraCodec)
{
    private const string Cname = "diemcau";

    /// <summary>Slots of one stream id are played in sync by browsers: the podium's picture and the first voice.</summary>
    private const string PodiumStream = "podium";

    private readonly byte[] _digest = Convert.FromHexString(certificate.Fingerprint.Replace(":", "", StringComparison.Ordinal));
    private readonly VideoCodec[] _videoCodecs = Preferred(cameraCodec);

    public NegotiationResult Answer(Participant participant, SdpDescription offer, SlotPlan plan, long now)
    {
        lock (participant)
        {
            return participant.Transport is WebRtcTransport { State: not TransportState.Closed } present
                && IsSameAssociation(present, offer)
                ? Change(present, offer, plan)
                : Create(participant, offer, plan, now);
        }
    }

    private NegotiationResult Create(Participant participant, SdpDescription offer, SlotPlan plan, long now)
    {
        var agreement = new Agreement(offer.SessionId, IceCredentials.Generate(), NewSessionId(), Slots(plan, []));
        var result = Negotiator.Answer(offer, Options(agreement));
        if (!result.IsAccepted)
        {
            return result;
        }

        var session = new DtlsSession(dtls, result.Session.LocalSetup);
        var transport = new WebRtcTransport(participant, result.Session, agreement, plan, session, directory, handshake, now);
        if (participant.Conference.TryAttach(participant, transport))
        {
            return result;
        }

        transport.CloseSoon(); // the participant left while its offer was being read
        return new NegotiationResult(null, null, NegotiationRefusal.NotSeated);
    }

    private NegotiationResult Change(WebRtcTransport transport, SdpDescription offer, SlotPlan plan)
    {
        var before = transport.Agreement;
        var agreement = before with { Slots = Slots(plan, before.Slots), SessionVersion = before.SessionVersion + 1 };
        if (RemoteUfrag(offer) != transport.RemoteUfrag)
        {
            agreement = agreement with { Local = IceCredentials.Generate() };
        }

        var result = Negotiator.Answer(offer, Options(agreement));
        if (result.IsAccepted)
        {
            transport.Change(agreement, result.Session);
        }

        return result;
    }

    private AnswerOptions Options(Agreement agreement) => new()
    {
        IceUfrag = agreement.Local.Ufrag,
        IcePwd = agreement.Local.Password,
        CertificateDigest = _digest,
        UdpCandidates = candidates,
        TcpCandidates = tcpCandidates,
        VideoCodecs = _videoCodecs,
        SessionId = agreement.LocalSessionId,
        SessionVersion = agreement.SessionVersion,
        Slots = agreement.Slots.ToDictionary(slot => slot.Mid, slot => new SendingSlot(
            slot.Ssrc, slot.RtxSsrc, Cname, slot.IsWithPodium ? PodiumStream : $"slot-{slot.Mid}", $"track-{slot.Mid}")),
    };

    private static bool IsSameAssociation(WebRtcTransport present, SdpDescription offer) =>
        present.Agreement.RemoteSessionId == offer.SessionId
        && offer.Media.FirstOrDefault(line => line.Fingerprint is not null)?.Fingerprint is { } fingerprint
        && fingerprint.Digest.Span.SequenceEqual(present.RemoteFingerprint.Digest.Span);

    private static string? RemoteUfrag(SdpDescription offer) => offer.Media.FirstOrDefault(line => line.IceUfrag is not null)?.IceUfrag;

    private static List<SlotAssignment> Slots(SlotPlan plan, IReadOnlyList<SlotAssignment> known)
    {
        var slots = new List<SlotAssignment>();
        for (var i = 0; i < plan.AudioSlots.Count; i++)
        {
            Add(plan.AudioSlots[i], SlotKind.Audio, withPodium: i == 0);
        }

        Add(plan.PodiumSlot, SlotKind.Podium, withPodium: true);
        Add(plan.ScreenSlot, SlotKind.Screen, withPodium: false);
        Add(plan.ChairScreenSlot, SlotKind.ChairScreen, withPodium: false);
        foreach (var mid in plan.TileSlots)
        {
            Add(mid, SlotKind.Tile, withPodium: false);
        }

        return slots;

        void Add(string? mid, SlotKind kind, bool withPodium)
        {
            if (mid is not null && slots.TrueForAll(slot => slot.Mid != mid))
            {
                slots.Add(known.FirstOrDefault(slot => slot.Mid == mid)
                    ?? new SlotAssignment(mid, kind, NewSsrc(), kind == SlotKind.Audio ? 0 : NewSsrc(), withPodium));
            }
        }
    }

    private static uint NewSsrc() => (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);

    private static ulong NewSessionId() => (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue);

    private static VideoCodec[] Preferred(string name)
    {
        VideoCodec[] all = [VideoCodec.Vp8, VideoCodec.H264, VideoCodec.Vp9, VideoCodec.Av1];
        return Enum.TryParse<VideoCodec>(name, ignoreCase: true, out var first) && first != VideoCodec.Unknown
            ? [first, .. all.Where(codec => codec != first)]
            : all;
    }
}
