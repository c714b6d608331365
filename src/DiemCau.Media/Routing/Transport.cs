using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Publishing;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// How one participant is reached, whatever the way: what it sends goes through <see cref="Publisher"/>, what it receives comes out of
/// <see cref="Receiver"/>, and both live on one worker. The kinds are sealed; routing, slots and layers know only this.
/// But for what is marked otherwise, only the worker's thread touches it.
/// </summary>
internal abstract class Transport
{
    /// <summary>Copies of voice packets further back come too late to be played.</summary>
    private const int LongestWayBack = 2;

    private const long QualityInterval = 2_000_000;

    /// <summary>
    /// A transport whose state is broken throws again and again, and does not serve its client any more: a new one, which the client asks
    /// for by itself, begins anew.
    /// </summary>
    private const int MostFaults = 100;

    private volatile int _state = (int)TransportState.Connecting;
    private Worker? _worker;
    private long _nextQuality;
    private int _faults;

    protected Transport(Participant participant, NegotiatedSession session, SlotPlan plan, IReadOnlyList<SlotAssignment> slots)
    {
        Participant = participant;
        Publisher = new Publisher(this, session, plan);
        Receiver = new Receiver(this, session, slots);
    }

    public Participant Participant { get; }

    public Conference Conference => Participant.Conference;

    /// <summary>What the participant sends.</summary>
    public Publisher Publisher { get; }

    /// <summary>What the participant receives.</summary>
    public Receiver Receiver { get; }

    /// <summary>The worker it lives on; null until it is known. Any thread.</summary>
    public Worker? Owner => Volatile.Read(ref _worker);

    /// <summary>The worker it lives on, once it does.</summary>
    public Worker Worker => _worker!;

    /// <summary>Any thread.</summary>
    public TransportState State => (TransportState)_state;

    /// <summary>What was measured in the last interval; null before the first.</summary>
    public LineQuality? Quality { get; private set; }

    /// <summary>It takes packets now.</summary>
    public abstract bool CanSend { get; }

    /// <summary>Room for one RTP packet; the caller writes into its beginning and commits it before it reserves again.</summary>
    /// <param name="length">Of the packet at most, without what protects it.</param>
    public abstract Span<byte> Reserve(int length);

    /// <summary>Sends what was written into the reserved room, at the end of the batch.</summary>
    /// <param name="headerLength">With extensions.</param>
    /// <param name="arrivedAt">When the packet it was made of came; null for repairs and padding.</param>
    public abstract void CommitRtp(Span<byte> packet, int headerLength, int length, long? arrivedAt);

    /// <summary>Sends a compound RTCP packet.</summary>
    public abstract void SendRtcp(ReadOnlySpan<byte> compound);

    /// <summary>Something has to be looked after at the worker's next tick.</summary>
    public abstract void TickSoon();

    public abstract void Close(long now);

    /// <summary>Any thread.</summary>
    public abstract void CloseSoon();

    /// <summary>Takes an RTP packet that the participant sends, unprotected: publisher → everybody who receives it.</summary>
    public void Route(PacketBuffer datagram, long now)
    {
        if (!Publisher.TryAccept(datagram, now, out var packet))
        {
            return;
        }

        // Voices that were lost and are inside this packet once more (RFC 2198) go first.
        for (var back = packet.Redundancy == 0 ? 0 : LongestWayBack; back > 0; back--)
        {
            if (Publisher.TryRecover(packet, back, out var earlier))
            {
                Conference.Route(Worker, earlier);
            }
        }

        Conference.Route(Worker, packet);
    }

    /// <summary>A bug showed itself in what is done for this participant.</summary>
    public void Failed(Exception fault)
    {
        Worker.Report(FaultyPart.Transport, fault);
        if (++_faults == MostFaults)
        {
            CloseSoon();
        }
    }

    protected void LiveOn(Worker worker) => Volatile.Write(ref _worker, worker);

    /// <summary>Looks after both halves.</summary>
    protected void Look(long now)
    {
        Publisher.Tick(now);
        Receiver.Tick(now);
        if (now >= _nextQuality)
        {
            _nextQuality = now + QualityInterval;
            RaiseQuality();
        }
    }

    /// <summary>Slots flow from now on.</summary>
    protected void Open(long now)
    {
        ChangeState(TransportState.Connected);
        Conference.ShardOn(Worker).Add(Receiver, now);
    }

    protected void ChangeState(TransportState next)
    {
        _state = (int)next;
        if (Participant.Transport == this)
        {
            Conference.Events.Raise(listener => listener.TransportChanged(Conference.Id, Participant.Id, next));
        }
    }

    /// <summary>It is reached by another way, or from another address.</summary>
    protected void Tell(MediaPath path)
    {
        var (conference, participant) = (Conference, Participant.Id);
        conference.Events.Raise(listener => listener.PathChanged(conference.Id, participant, path.Way, path.Address));
    }

    // Apart from Look: the closure would be made at every tick.
    private void RaiseQuality()
    {
        var line = Receiver.Line.Estimate;
        var quality = new LineQuality(Publisher.TakeLossPercent(), line.LossPercent, line.RoundTripMs, line.Kbps, Publisher.BitrateKbps);
        Quality = quality;
        Conference.Events.Raise(listener => listener.QualityMeasured(Conference.Id, Participant.Id, quality));
    }
}
