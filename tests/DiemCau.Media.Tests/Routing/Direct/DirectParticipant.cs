using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Transports.Direct;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>Somebody in a direct conference: sends packets made by hand, and keeps what comes.</summary>
internal sealed class DirectParticipant : IDirectSink
{
    private readonly DirectConference _conference;
    private readonly DirectPlan _plan;

    public DirectParticipant(DirectConference conference, Participant participant, DirectPlan plan, Worker worker)
    {
        _conference = conference;
        _plan = plan;
        Transport = new DirectTransport(participant, plan.Session, plan.Slots, plan.Assignments, worker, this);
    }

    public DirectTransport Transport { get; }

    public DirectPlan Plan => _plan;

    public Participant Participant => Transport.Participant;

    public Guid Id => Participant.Id;

    public List<ReceivedPacket> Received { get; } = [];

    /// <summary>SSRCs for whose pictures a key frame was asked.</summary>
    public List<uint> KeyFramesAsked { get; } = [];

    /// <summary>Called with each packet; throws where a test wants a fault.</summary>
    public Action? OnPacket { get; set; }

    /// <summary>What came in a slot.</summary>
    public IReadOnlyList<ReceivedPacket> In(string mid)
    {
        var slot = _plan.Assignments.Single(slot => slot.Mid == mid);
        return [.. Received.Where(packet => packet.Ssrc == slot.Ssrc)];
    }

    /// <summary>Repairs of a slot.</summary>
    public IReadOnlyList<ReceivedPacket> RepairsIn(string mid)
    {
        var slot = _plan.Assignments.Single(slot => slot.Mid == mid);
        return [.. Received.Where(packet => packet.Ssrc == slot.RtxSsrc)];
    }

    /// <summary>What a slot is for, of the receiver's half.</summary>
    public Source? Shown(string mid) => Transport.Receiver.Slots.Single(slot => slot.Mid == mid).Source;

    public void View(ViewSize? podium = null, ViewSize? screen = null, ViewSize? chairScreen = null, params IReadOnlyList<ViewTile> tiles)
    {
        Participant.SetView(new ReceiverView(podium, screen, tiles, chairScreen));
        _conference.Turn();
    }

    /// <summary>Sends a packet as its client would.</summary>
    public void Send(byte[] rtp)
    {
        var buffer = _conference.Pool.Rent();
        rtp.CopyTo(buffer.Writable);
        buffer.Length = rtp.Length;
        buffer.ReceivedAt = _conference.Now;
        try
        {
            Transport.Receive(buffer, _conference.Now);
        }
        finally
        {
            buffer.Release();
        }
    }

    /// <summary>Says that packets of a slot are missing.</summary>
    public void Nack(string mid, params ReadOnlySpan<ushort> sequences)
    {
        var compound = new RtcpWriter(new byte[256]);
        compound.Nack(1, _plan.Assignments.Single(slot => slot.Mid == mid).Ssrc, sequences);
        Transport.ReceiveRtcp(compound.Written, _conference.Now);
    }

    /// <summary>Says what its line carries (REMB).</summary>
    public void Estimate(long bitsPerSecond)
    {
        var compound = new RtcpWriter(new byte[256]);
        compound.Remb(1, bitsPerSecond, [_plan.Assignments[0].Ssrc]);
        Transport.ReceiveRtcp(compound.Written, _conference.Now);
    }

    public void TakeRtp(ReadOnlySpan<byte> packet)
    {
        OnPacket?.Invoke();
        Assert.True(RtpPacket.TryParse(packet, out var parsed));
        Received.Add(new ReceivedPacket(
            parsed.Ssrc, parsed.SequenceNumber, parsed.Timestamp, parsed.PayloadType, parsed.Marker, parsed.Payload.ToArray()));
    }

    public void TakeRtcp(ReadOnlySpan<byte> compound)
    {
        var reader = new RtcpReader(compound);
        while (reader.TryRead(out var block))
        {
            if (block.Type == RtcpType.PayloadFeedback && PictureLossIndication.TryParse(block, out var loss))
            {
                KeyFramesAsked.Add(loss.MediaSsrc);
            }
        }
    }
}

internal sealed record ReceivedPacket(uint Ssrc, ushort Sequence, uint Timestamp, byte PayloadType, bool Marker, byte[] Payload)
{
    /// <summary>The last byte: what <see cref="CameraStream"/> and <see cref="MicrophoneStream"/> signed it with.</summary>
    public byte Signature => Payload[^1];

    /// <summary>VP8's, of 15 bits.</summary>
    public int PictureId => ((Payload[2] & 0x7F) << 8) | Payload[3];
}
