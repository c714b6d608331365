using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Transports.Direct;

/// <summary>
/// The way to a participant in this process, such as a recorder: packets from hand to hand, without a network and what it takes. It lives
/// on the worker that it is given, whose thread alone touches it, but for what is marked otherwise.
/// </summary>
internal sealed class DirectTransport : Transport, ITicking
{
    private readonly IDirectSink _sink;
    private readonly byte[] _room = new byte[PacketBuffer.MaximumLength];

    /// <param name="session">What would have been negotiated.</param>
    public DirectTransport(
        Participant participant,
        NegotiatedSession session,
        SlotPlan plan,
        IReadOnlyList<SlotAssignment> slots,
        Worker worker,
        IDirectSink sink)
        : base(participant, session, plan, slots)
    {
        _sink = sink;
        LiveOn(worker);
    }

    public override bool CanSend => State == TransportState.Connected;

    /// <summary>Media flows from now on. Once, after it was attached to its participant.</summary>
    public void Begin(long now)
    {
        Worker.AddTicking(this);
        Worker.Residents++;
        Open(now);
    }

    /// <summary>An RTP packet that the participant sends; the reference stays the caller's.</summary>
    public void Receive(PacketBuffer packet, long now)
    {
        if (CanSend)
        {
            Route(packet, now);
        }
    }

    /// <summary>A compound RTCP packet that the participant sends.</summary>
    public void ReceiveRtcp(ReadOnlySpan<byte> compound, long now)
    {
        if (CanSend)
        {
            RtcpDispatch.Handle(this, compound, now);
        }
    }

    public override Span<byte> Reserve(int length) => _room;

    public override void CommitRtp(Span<byte> packet, int headerLength, int length, long? arrivedAt) => _sink.TakeRtp(packet[..length]);

    public override void SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (CanSend && !compound.IsEmpty)
        {
            _sink.TakeRtcp(compound);
        }
    }

    public override void TickSoon()
    {
        // It is looked after at every tick.
    }

    public void Tick(long now) => Look(now);

    public override void CloseSoon() => Worker.Post(Close);

    public override void Close(long now)
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        var hasBegun = State != TransportState.Connecting;
        ChangeState(TransportState.Closed);
        if (hasBegun)
        {
            Worker.RemoveTicking(this);
            Worker.Residents--;
        }

        Conference.ShardOn(Worker).Remove(Receiver, now);
        Publisher.Close(now);
    }
}
