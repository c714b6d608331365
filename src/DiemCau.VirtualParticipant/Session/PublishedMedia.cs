using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Sending;

namespace DiemCau.VirtualParticipant.Session;

/// <summary>The streams that a peer sends, as the answer accepted them.</summary>
internal sealed class PublishedMedia
{
    private readonly List<SendStream> _streams = [];

    private PublishedMedia()
    {
    }

    public PublishedMedia(PeerPlan plan, PeerOffer offer, SdpDescription answer, Random random)
    {
        if (plan.Microphone is not null && Accepted(answer, offer.Lines.Microphone) is { } microphone)
        {
            var opus = microphone.Codecs.First(static codec => codec.Is("opus"));
            var stream = Add(microphone, null, offer.FeedbackSsrc, random);
            Microphone = new VoicePublisher(
                plan.Microphone.Voice, stream, plan.ClipStart, opus == microphone.Codecs[0] ? null : (byte)opus.PayloadType);
        }

        if (plan.Camera is not null && Accepted(answer, offer.Lines.Camera) is { } camera)
        {
            Camera = new VideoPublisher(
                plan.Camera.Video, [.. Layers(camera, offer, plan, plan.Camera.Video, random)], plan.ClipStart, random, plan.Scalable);
        }

        if (plan.Screen is not null && Accepted(answer, offer.Lines.Screen) is { } screen)
        {
            var stream = Add(screen, null, offer.ScreenSsrc, random);
            Screen = new VideoPublisher(plan.Screen.Video, [(stream, plan.Screen.Video.Layers.Count - 1)], plan.ClipStart, random);
        }
    }

    public static PublishedMedia Nothing { get; } = new();

    public VoicePublisher? Microphone { get; }

    public VideoPublisher? Camera { get; }

    public VideoPublisher? Screen { get; }

    public long Nacked { get; private set; }

    public long Retransmitted => _streams.Sum(stream => stream.Retransmissions);

    public long NextAt => Math.Min(
        Microphone?.NextAt ?? long.MaxValue, Math.Min(Camera?.NextAt ?? long.MaxValue, Screen?.NextAt ?? long.MaxValue));

    public void Drive(long now, RtpTransmitter transmitter)
    {
        Microphone?.Drive(now, transmitter);
        Camera?.Drive(now, transmitter);
        Screen?.Drive(now, transmitter);
    }

    public void OnNack(NackFeedback nack, RtpTransmitter transmitter)
    {
        foreach (var stream in _streams)
        {
            if (stream.Identity.Ssrc != nack.MediaSsrc)
            {
                continue;
            }

            foreach (var lost in nack)
            {
                Nacked++;
                transmitter.Retransmit(stream, lost);
            }
        }
    }

    public void OnKeyFrameRequest(uint ssrc)
    {
        if (Camera?.Find(ssrc) is not null)
        {
            Camera.RequestKeyFrame();
        }

        if (Screen?.Find(ssrc) is not null)
        {
            Screen.RequestKeyFrame();
        }
    }

    public void WriteReports(ref RtcpWriter rtcp, long now)
    {
        foreach (var stream in _streams)
        {
            if (stream.Packets == 0)
            {
                continue;
            }

            // The media clock at this instant, not at the last packet's.
            var clockRate = stream == Microphone?.Stream ? 48_000L : 90_000L;
            var timestamp = stream.LastTimestamp + (uint)((now - stream.LastSentAt) * clockRate / 1_000_000);
            rtcp.SenderReport(stream.Identity.Ssrc, NtpTime.FromMicros(now), timestamp, stream.Packets, stream.Octets);
        }
    }

    private static MediaLine? Accepted(SdpDescription answer, string? mid) =>
        mid is not null && answer.Find(mid) is { IsRejected: false, Codecs.Count: > 0 } line && line.Direction.Receives() ? line : null;

    private IEnumerable<(SendStream, int)> Layers(MediaLine line, PeerOffer offer, PeerPlan plan, VideoSource video, Random random)
    {
        if (plan.Scalable)
        {
            var stream = Add(line, null, offer.CameraSsrc, random);
            foreach (var layer in Enumerable.Range(0, video.Layers.Count))
            {
                yield return (stream, layer);
            }

            yield break;
        }

        if (offer.CameraRids.Length == 0 || line.SimulcastReceive.Count == 0)
        {
            // Without simulcast the best picture is sent.
            yield return (Add(line, null, offer.CameraSsrc, random), video.Layers.Count - 1);
            yield break;
        }

        for (var layer = 0; layer < offer.CameraRids.Length; layer++)
        {
            if (line.SimulcastReceive.Contains(offer.CameraRids[layer]))
            {
                yield return (Add(line, offer.CameraRids[layer], offer.CameraSsrc + (uint)layer, random), layer);
            }
        }
    }

    private SendStream Add(MediaLine line, string? rid, uint ssrc, Random random)
    {
        var codec = line.Codecs[0];
        var stream = new SendStream(
            new StreamIdentity(line.Mid, rid, ssrc, PeerOffer.RtxOf(ssrc), (byte)codec.PayloadType, (byte?)codec.RtxPayloadType),
            line.Extensions, random);
        _streams.Add(stream);
        return stream;
    }
}
