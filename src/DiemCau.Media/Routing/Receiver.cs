using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Sessions;

namespace DiemCau.Media.Routing;

/// <summary>
/// The receiving half of a participant: its slots, what it wants to see in them, and how much its line can take. Lives on the
/// transport's worker.
/// </summary>
internal sealed class Receiver
{
    private const long LookAgainAfter = 200_000;
    private const long ReportAfter = 1_000_000;
    private const int MaxCompound = 1200;

    /// <summary>A change of the line that layers are chosen anew for at once.</summary>
    private const double Fell = 0.85;
    private const double Rose = 1.25;

    private readonly Transport transport;
    private readonly List<ReceiveSlot> slots = [];
    private readonly PacedQueue queue = new();
    private readonly Pacer pictures = Pacer.OfPictures();
    private readonly Pacer repairs = Pacer.OfRepairs();
    private double arrangedFor;
    private long nextLook;
    private long nextReport;
    private IReadOnlyList<SlotState> announced = [];
    private VoiceRedundancy redundancy;

    public Receiver(Transport transport, NegotiatedSession session, IReadOnlyList<SlotAssignment> assignments)
    {
        this.transport = transport;
        Reconfigure(session, assignments);
    }

    public Participant Participant => transport.Participant;

    public Downlink Estimate { get; } = new();

    public IReadOnlyList<ReceiveSlot> Slots => slots;

    /// <summary>The line loses so much that voices are sent with the packet before them.</summary>
    public bool WantsRedundancy => redundancy.IsOn;

    public ReceiverView? View => Participant.View;

    /// <summary>What was announced last. Any thread.</summary>
    public IReadOnlyList<SlotState> Announced => Volatile.Read(ref announced);

    /// <summary>Takes over the slots of a new offer of the same association: known ones go on as they are.</summary>
    public void Reconfigure(NegotiatedSession session, IReadOnlyList<SlotAssignment> assignments)
    {
        foreach (var assignment in assignments)
        {
            if (session.Find(assignment.Mid) is { Sends: true } media && slots.TrueForAll(slot => slot.Mid != assignment.Mid))
            {
                slots.Add(new ReceiveSlot(transport, assignment, media));
                if (media.Extensions.TransportSequence != 0)
                {
                    Estimate.ExpectFeedback();
                }
            }
        }
    }

    /// <summary>The participant's wishes changed.</summary>
    public void LookAgain(long now)
    {
        if (transport.CanSend)
        {
            Assign(transport.Conference.ShardOn(transport.Owner!), now);
        }
    }

    /// <summary>Decides anew who is in which slot and in which size.</summary>
    public void Assign(ConferenceShard shard, long now)
    {
        SlotAssigner.Assign(this, shard.Voices);
        Arrange(shard, now);
    }

    public void Vacate(ConferenceShard shard)
    {
        foreach (var slot in slots)
        {
            slot.Vacate(shard);
        }

        queue.Clear();
    }

    /// <summary>A slot has a packet of a picture to send: now, or when the line has room for it.</summary>
    public void Send(ReceiveSlot slot, in RoutedPacket packet, long now)
    {
        Drain(now);
        if (queue.IsEmpty && pictures.IsOpen)
        {
            slot.Send(packet, now);
        }
        else if (!queue.TryAdd(slot, packet, now))
        {
            transport.Owner!.Counters.Drop(DropReason.LineFull);
            packet.Stream.WantKeyFrame();
        }
        else
        {
            transport.TickSoon();
        }
    }

    /// <summary>Packets wait for the line, or it is being asked whether it carries more: both in steps of a worker's tick.</summary>
    public bool IsPacing => !queue.IsEmpty || Estimate.IsProbing;

    /// <summary>Whatever left, of any kind, was taken from what pictures may take.</summary>
    public void Spent(int bytes) => pictures.Spend(bytes);

    public void Tick(long now)
    {
        var line = Estimate.BitsPerSecond;
        pictures.Follow(line);
        repairs.Follow(line);
        Drain(now);
        if (now >= nextLook || line < arrangedFor * Fell || line > arrangedFor * Rose)
        {
            nextLook = now + LookAgainAfter;
            double sent = 0;
            foreach (var slot in slots)
            {
                sent += slot.TakeRate(now);
            }

            Estimate.Step(sent, now);
            redundancy.Look(Estimate.LossPercent, now);
            Arrange(transport.Conference.ShardOn(transport.Owner!), now);
        }

        Probe(now);
        if (now >= nextReport)
        {
            nextReport = now + ReportAfter;
            SendReports(now);
        }
    }

    public void Retransmit(in NackFeedback nack, long now)
    {
        if (Find(nack.MediaSsrc) is not { } slot)
        {
            return;
        }

        repairs.Refill(now);
        foreach (var sequence in nack)
        {
            if (!repairs.IsOpen)
            {
                transport.Owner!.Counters.Drop(DropReason.RepairLimit);
                return;
            }

            repairs.Spend(slot.Retransmit(sequence, now, Estimate.RoundTrip));
        }
    }

    public void PictureLost(uint mediaSsrc) => Find(mediaSsrc)?.PictureLost();

    public void Reported(in ReportBlock report, long now)
    {
        if (Find(report.Ssrc) is { } slot)
        {
            // Voices are not repaired between the publisher and here, so their holes may be of that line; pictures tell of this one alone.
            Estimate.OnReport(slot.Kind == SlotKind.Audio ? (byte)0 : report.FractionLost, report.RoundTrip(now));
        }
    }

    /// <summary>Chooses layers within the estimate, follows the sources' coming and going, and says what changed.</summary>
    private void Arrange(ConferenceShard shard, long now)
    {
        arrangedFor = Estimate.BitsPerSecond;
        Estimate.Want(LayerAllocator.Allocate(slots, Estimate, now));
        foreach (var slot in slots)
        {
            slot.Follow(shard, now);
        }

        Announce();
    }

    private void Drain(long now)
    {
        pictures.Refill(now);
        while (pictures.IsOpen && queue.TryTake(out var slot, out var packet))
        {
            slot.Send(packet, now);
            packet.Buffer.Release();
        }
    }

    /// <summary>Asks the line whether it carries more, by padding of a picture's repair stream.</summary>
    private void Probe(long now)
    {
        if (!transport.CanSend)
        {
            return;
        }

        var due = Estimate.Probe(now);
        if (due <= 0 || slots.Find(static slot => slot.CanPad) is not { } slot)
        {
            return;
        }

        while (due > 0)
        {
            due -= slot.Pad(now);
        }
    }

    private void Announce()
    {
        var same = announced.Count == slots.Count;
        for (var i = 0; same && i < slots.Count; i++)
        {
            same = slots[i].Is(announced[i]);
        }

        if (!same)
        {
            Raise(slots.ConvertAll(static slot => slot.Describe()));
        }
    }

    // Apart from Announce: the closure would be made at every look.
    private void Raise(IReadOnlyList<SlotState> states)
    {
        Volatile.Write(ref announced, states);
        var conference = transport.Conference;
        conference.Events.Raise(listener => listener.SlotsChanged(conference.Id, Participant.Id, states));
    }

    private void SendReports(long now)
    {
        Span<byte> buffer = stackalloc byte[MaxCompound];
        var compound = new RtcpWriter(buffer);
        foreach (var slot in slots)
        {
            if (!slot.TryReport(ref compound, now) && compound.Length > 0)
            {
                transport.SendRtcp(compound.Written);
                compound = new RtcpWriter(buffer);
                slot.TryReport(ref compound, now);
            }
        }

        transport.SendRtcp(compound.Written);
    }

    private ReceiveSlot? Find(uint ssrc)
    {
        foreach (var slot in slots)
        {
            if (slot.Ssrc == ssrc)
            {
                return slot;
            }
        }

        return null;
    }
}
