using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
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

    private readonly Transport transport;
    private readonly List<ReceiveSlot> slots = [];
    private long nextLook;
    private long nextReport;
    private IReadOnlyList<SlotState> announced = [];

    public Receiver(Transport transport, NegotiatedSession session, IReadOnlyList<SlotAssignment> assignments)
    {
        this.transport = transport;
        Reconfigure(session, assignments);
    }

    public Participant Participant => transport.Participant;

    public DownlinkEstimate Estimate { get; } = new();

    public IReadOnlyList<ReceiveSlot> Slots => slots;

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
    }

    public void Tick(long now)
    {
        if (now >= nextLook)
        {
            nextLook = now + LookAgainAfter;
            double sent = 0;
            foreach (var slot in slots)
            {
                sent += slot.TakeRate(now);
            }

            Estimate.Step(sent, now);
            Arrange(transport.Conference.ShardOn(transport.Owner!), now);
        }

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

        foreach (var sequence in nack)
        {
            slot.Retransmit(sequence, now, Estimate.RoundTrip);
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
        LayerAllocator.Allocate(slots, Estimate.BitsPerSecond, now);
        foreach (var slot in slots)
        {
            slot.Follow(shard, now);
        }

        Announce();
    }

    private void Announce()
    {
        var same = announced.Count == slots.Count;
        for (var i = 0; same && i < slots.Count; i++)
        {
            same = slots[i].Is(announced[i]);
        }

        if (same)
        {
            return;
        }

        var now = slots.ConvertAll(static slot => slot.Describe());
        Volatile.Write(ref announced, now);
        var conference = transport.Conference;
        conference.Events.Raise(listener => listener.SlotsChanged(conference.Id, Participant.Id, now));
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
