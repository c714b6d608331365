using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Routing.Slots;

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

    private readonly Transport _transport;
    private readonly List<ReceiveSlot> _slots = [];
    private readonly Pacer _repairs = Pacer.OfRepairs();
    private readonly LineMeasure _measure = new();
    private double _arrangedFor;
    private long _nextLook;
    private long _nextReport;
    private IReadOnlyList<SlotState> _announced = [];

    public Receiver(Transport transport, NegotiatedSession session, IReadOnlyList<SlotAssignment> assignments)
    {
        _transport = transport;
        Reconfigure(session, assignments);
    }

    public Participant Participant => _transport.Participant;

    /// <summary>What its slots share.</summary>
    public ReceiverLine Line { get; } = new();

    public IReadOnlyList<ReceiveSlot> Slots => _slots;

    public ReceiverView? View => Participant.View;

    /// <summary>What was announced last. Any thread.</summary>
    public IReadOnlyList<SlotState> Announced => Volatile.Read(ref _announced);

    /// <summary>Takes over the slots of a new offer of the same association: known ones go on as they are.</summary>
    public void Reconfigure(NegotiatedSession session, IReadOnlyList<SlotAssignment> assignments)
    {
        foreach (var assignment in assignments)
        {
            if (session.Find(assignment.Mid) is { Sends: true } media && _slots.TrueForAll(slot => slot.Mid != assignment.Mid))
            {
                _slots.Add(new ReceiveSlot(_transport, Line, assignment, media));
                if (media.Extensions.TransportSequence != 0)
                {
                    Line.Estimate.ExpectFeedback();
                }
            }
        }
    }

    /// <summary>A bug showed itself in what is done for this receiver.</summary>
    public void Failed(Exception fault) => _transport.Failed(fault);

    /// <summary>The participant's wishes changed.</summary>
    public void LookAgain(long now)
    {
        if (_transport.CanSend)
        {
            Assign(_transport.Conference.ShardOn(_transport.Worker), now);
        }
    }

    /// <summary>Decides anew who is in which slot and in which size.</summary>
    public void Assign(ConferenceShard shard, long now)
    {
        SlotAssigner.Assign(this, shard.Voices);
        Arrange(shard, now);
    }

    public void Vacate(ConferenceShard shard, long now)
    {
        foreach (var slot in _slots)
        {
            slot.Vacate(shard, now);
        }

        Line.Pacer.Clear();
    }

    /// <summary>Packets wait for the line, or it is being asked whether it carries more: both in steps of a worker's tick.</summary>
    public bool IsPacing => !Line.Pacer.IsEmpty || Line.Estimate.IsProbing || Participant.MeasuredLine > 0;

    public void Tick(long now)
    {
        var line = Line.Estimate.BitsPerSecond;
        Line.Pacer.Follow(line);
        _repairs.Follow(line);
        Line.Pacer.Release(now);
        if (!Line.Arrivals.IsEmpty)
        {
            Line.Arrivals.Tell(Participant);
        }

        if (now >= _nextLook || line < _arrangedFor * Fell || line > _arrangedFor * Rose)
        {
            _nextLook = now + LookAgainAfter;
            double sent = 0;
            foreach (var slot in _slots)
            {
                sent += slot.TakeRate(now);
            }

            Line.Estimate.Step(sent, now);
            Line.Look(now);
            Arrange(_transport.Conference.ShardOn(_transport.Worker), now);
        }

        Pad(now);
        if (now >= _nextReport)
        {
            _nextReport = now + ReportAfter;
            SendReports(now);
        }
    }

    public void Retransmit(in NackFeedback nack, long now)
    {
        if (Find(nack.MediaSsrc) is not { } slot)
        {
            return;
        }

        _repairs.Refill(now);
        foreach (var sequence in nack)
        {
            if (!_repairs.IsOpen)
            {
                _transport.Worker.Counters.Drop(DropReason.RepairLimit);
                return;
            }

            _repairs.Spend(slot.Retransmit(sequence, now, Line.Estimate.RoundTrip));
        }
    }

    public void PictureLost(uint mediaSsrc) => Find(mediaSsrc)?.PictureLost();

    public void Reported(in ReportBlock report, long now)
    {
        if (Find(report.Ssrc) is { } slot)
        {
            // Voices are not repaired between the publisher and here, so their holes may be of that line; pictures tell of this one alone.
            Line.Estimate.OnReport(slot.Kind == SlotKind.Audio ? (byte)0 : report.FractionLost, report.RoundTrip(now));
        }
    }

    /// <summary>Chooses layers within the estimate, follows the sources' coming and going, and says what changed.</summary>
    private void Arrange(ConferenceShard shard, long now)
    {
        _arrangedFor = Line.Estimate.BitsPerSecond;
        Line.Estimate.Want(Math.Max(LayerAllocator.Allocate(_slots, Line.Estimate, now), _measure.Asked(Participant.MeasuredLine, now)));
        foreach (var slot in _slots)
        {
            slot.Follow(shard, now);
        }

        Announce();
    }

    /// <summary>Asks the line whether it carries more, and measures it, by padding of a picture's repair stream.</summary>
    private void Pad(long now)
    {
        if (!_transport.CanSend)
        {
            return;
        }

        var probe = Line.Estimate.Probe(now);
        var measure = _measure.Due(Participant.MeasuredLine, Line.Estimate.BitsPerSecond, Line.Estimate.IsGuess, now);
        if ((probe <= 0 && measure <= 0) || _slots.Find(static slot => slot.CanPad) is not { } slot)
        {
            return;
        }

        while (probe > 0)
        {
            probe -= slot.Pad(now);
        }

        while (measure > 0)
        {
            var sent = slot.Pad(now);
            measure -= sent;
            _measure.Sent(sent);
        }
    }

    private void Announce()
    {
        var same = _announced.Count == _slots.Count;
        for (var i = 0; same && i < _slots.Count; i++)
        {
            same = _slots[i].Is(_announced[i]);
        }

        if (!same)
        {
            Raise(_slots.ConvertAll(static slot => slot.Describe()));
        }
    }

    // Apart from Announce: the closure would be made at every look.
    private void Raise(IReadOnlyList<SlotState> states)
    {
        Volatile.Write(ref _announced, states);
        var conference = _transport.Conference;
        conference.Events.Raise(listener => listener.SlotsChanged(conference.Id, Participant.Id, states));
    }

    private void SendReports(long now)
    {
        Span<byte> buffer = stackalloc byte[MaxCompound];
        var compound = new RtcpWriter(buffer);
        foreach (var slot in _slots)
        {
            if (!slot.TryReport(ref compound, now) && compound.Length > 0)
            {
                _transport.SendRtcp(compound.Written);
                compound = new RtcpWriter(buffer);
                slot.TryReport(ref compound, now);
            }
        }

        _transport.SendRtcp(compound.Written);
    }

    private ReceiveSlot? Find(uint ssrc)
    {
        foreach (var slot in _slots)
        {
            if (slot.Ssrc == ssrc)
            {
                return slot;
            }
        }

        return null;
    }
}
