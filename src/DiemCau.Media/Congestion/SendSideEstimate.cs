using System.Runtime.CompilerServices;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Congestion;

/// <summary>
/// What a participant's line can carry, from the arrival times that it reports of every packet (transport-wide feedback): growth of delay,
/// loss, and probes, in the manner of Google's congestion control (draft-ietf-rmcat-gcc-02). Sans-I/O; `now` is microseconds of a
/// monotonic clock. Nothing is allocated after construction.
/// </summary>
internal sealed class SendSideEstimate
{
    private const double InitialBitsPerSecond = 1_000_000;

    /// <summary>Less than this share of the estimate is sent: the source limits, not the line.</summary>
    private const double SourceLimited = 0.75;
    private const long StartTime = 1_000_000;
    private const long SentWindow = 200_000;
    private const double SentSmoothing = 0.4;
    private const double LayerRose = 1.5;

    /// <summary>RFC 3550 section 6.4.1.</summary>
    private const double JitterSmoothing = 1 / 16.0;

    /// <summary>Feedback comes at least every 250 ms while packets arrive.</summary>
    private const long SilenceBeforeLowering = 1_000_000;
    private const double SilenceFactor = 0.5;

    /// <summary>For so long after a drop the queue that it left is drained faster than it would by the estimate alone.</summary>
    private const long DrainFor = 4_000_000;
    /// <summary>A growing delay below this is the sender's own bursts or a probe that passes.</summary>
    private const double QueueThatCounts = 25_000;

    /// <summary>A queue that is full does not grow any more, yet it is one.</summary>
    private const double QueueThatStands = 150_000;

    /// <summary>
    /// What the last packets told of the queue is over when no others arrive. Else a line on which nothing is sent, because nothing fits,
    /// would count as overused for ever and never be asked again.
    /// </summary>
    private const long VerdictHolds = 500_000;
    /// <summary>A line that let packets wait so long, so lately, is one that queues what is too much before it drops it.</summary>
    private const double QueueOfItsOwn = 60_000;
    private const long QueueRemembered = 60_000_000;
    private const double QueueWorthDraining = 40_000;
    private const double QueueForHalf = 300_000;
    private const double LeastDrainShare = 0.4;

    private readonly SentRecords _records = new();
    private readonly DelayGroups _groups = new();
    private readonly DelayTrend _trend = new();
    private readonly AcknowledgedRate _acknowledged = new();
    private readonly BusyPeriod _busy = new();
    private readonly RateControl _control = new(InitialBitsPerSecond);
    private readonly LossLimit _loss = new();
    private readonly Prober _prober = new();
    private readonly QueueingDelay _queueing = new();
    private readonly LostReports _lostReports;
    private ReferenceTime _reference = new();
    private long _feedbackAt;
    private long _arrivalAt;
    private double _drainShare = 1;
    private long _firstFeedbackAt;
    private long _steppedAt;
    private long _silenceSince;
    private long _windowStart;
    private long _windowBytes;
    private double _sent;
    private double _wanted;
    private long _roundTrip = 100_000;
    private double _unreported;
    private double _jitter;
    private long _queuedAt = long.MinValue / 2;
    private int _arrivedPackets;
    private int _lostPackets;

    public SendSideEstimate() => _lostReports = new LostReports(_records);

    /// <summary>Something has come back: it is known how the line is.</summary>
    public bool HasFeedback => _feedbackAt != 0;

    /// <summary>Neither a probe nor a second of packets has told yet how the line is.</summary>
    public bool IsGuess => !HasFeedback || (_prober.IsStarting && _steppedAt - _firstFeedbackAt < StartTime);

    public bool IsProbing => _prober.Current != 0;

    /// <summary>What the line carries.</summary>
    public double BitsPerSecond => Math.Min(_control.BitsPerSecond, Math.Max(_loss.BitsPerSecond, RateControl.Floor));

    /// <summary>What to send now: less than the line carries while a queue from before the last drop is draining.</summary>
    public double Target => BitsPerSecond * DrainShare;

    /// <summary>0–1, of all packets.</summary>
    public double LossFraction => _loss.Fraction;

    public LineUse Use => _queueing.Micros switch
    {
        _ when IsSilent => LineUse.Normal,
        < QueueThatCounts => LineUse.Normal,
        > QueueThatStands when _trend.Use == LineUse.Normal => LineUse.Over,
        _ => _trend.Use,
    };

    private bool IsSilent => _steppedAt - _arrivalAt > VerdictHolds;

    private double DrainShare => IsSilent ? 1 : _drainShare;

    /// <summary>What was sent of what arrives: a line's own loss takes no place in its queue, so it is no reason to send less.</summary>
    private double? Carried => _acknowledged.BitsPerSecond / (1 - _loss.Own);

    /// <summary>For those who look for a fault.</summary>
    public DownlinkDiagnosis Describe() => new(
        (int)(BitsPerSecond / 1000),
        (int)(Target / 1000),
        (int)(_control.BitsPerSecond / 1000),
        _loss.BitsPerSecond < double.MaxValue ? (int)(_loss.BitsPerSecond / 1000) : null,
        (int?)(_acknowledged.BitsPerSecond / 1000),
        (int?)(_control.QueuedBitsPerSecond / 1000),
        (int)(_sent / 1000),
        (int)(_wanted / 1000),
        Use.ToString(),
        (int)(_queueing.Micros / 1000),
        _loss.Fraction * 100,
        _loss.Own * 100,
        _prober.Ended,
        (int)(_prober.LastAsked / 1000),
        (int)(_prober.LastFound / 1000),
        _arrivedPackets + _lostPackets,
        _lostPackets);

    /// <summary>Counts a packet in.</summary>
    /// <param name="bytes">On the wire.</param>
    /// <returns>The transport-wide number to write into it.</returns>
    public ushort Sent(int bytes, long now)
    {
        var probe = _prober.Current;
        if (probe != 0)
        {
            _prober.Sent(bytes, now);
        }

        _windowBytes += bytes;
        if (_silenceSince == 0)
        {
            _silenceSince = now;
        }

        return _records.Add(bytes, probe, now);
    }

    /// <summary>What would be sent to this participant if its line carried it; more than the estimate has the line probed.</summary>
    public void Want(double bitsPerSecond) => _wanted = bitsPerSecond;

    /// <summary>Call it every few milliseconds.</summary>
    /// <returns>Bytes of padding to send now as a probe.</returns>
    public int Step(long now)
    {
        _steppedAt = now;
        MeasureSent(now);
        if (_silenceSince != 0 && now - _silenceSince > Math.Max(SilenceBeforeLowering, 4 * _roundTrip))
        {
            _silenceSince = now;
            if (HasFeedback)
            {
                _control.Set(_control.BitsPerSecond * SilenceFactor, now);
            }
        }

        Finish(now);
        return _prober.Due(
            BitsPerSecond, Math.Min(_wanted, RateControl.Ceiling), Use == LineUse.Normal && DrainShare >= 1, (long)_jitter, now);
    }

    /// <param name="measuredRoundTrip">From receiver reports, when known.</param>
    public void OnFeedback(in TransportWideFeedback feedback, long? measuredRoundTrip, long now)
    {
        var offset = _reference.Offset(feedback.ReferenceTime);
        var isNew = false;
        var newestSent = 0L;
        _unreported += _lostReports.BytesBefore(feedback) * (1 - _loss.Fraction);
        foreach (var packet in feedback)
        {
            ref var record = ref _records.Find(packet.Sequence);
            if (Unsafe.IsNullRef(ref record) || record.Fate == PacketFate.Arrived)
            {
                continue;
            }

            isNew = true;
            if (packet.IsReceived)
            {
                newestSent = Math.Max(newestSent, record.SentAt);
                Arrived(ref record, packet.ArrivalMicros + offset, now);
            }
            else if (record.Fate == PacketFate.Unknown)
            {
                record.Fate = PacketFate.Lost;
                _loss.Lost(1);
                _lostPackets++;
                _prober.Resolved(record, arrived: false, 0);
            }
        }

        if (!isNew)
        {
            return;
        }

        _firstFeedbackAt = _feedbackAt == 0 ? now : _firstFeedbackAt;
        _feedbackAt = now;
        _silenceSince = 0;
        if (newestSent != 0)
        {
            _prober.Reported(newestSent);
            _roundTrip = measuredRoundTrip ?? Math.Min(_roundTrip * 2, now - newestSent);
        }

        Control(now);
    }

    private void Arrived(ref SentRecord record, long arrivedAt, long now)
    {
        if (record.Fate == PacketFate.Lost)
        {
            _loss.Lost(-1); // overtaken, not lost
            _lostPackets--;
        }
        else
        {
            _prober.Resolved(record, arrived: true, arrivedAt);
        }

        // What arrived unreported in between counts as if it had come with this one.
        var bytes = (record.Fate == PacketFate.Unreported ? 0 : record.Bytes) + (int)_unreported;
        _unreported = 0;
        _arrivalAt = now;
        record.Fate = PacketFate.Arrived;
        _loss.Arrived();
        _arrivedPackets++;
        _acknowledged.Add(arrivedAt, bytes);
        _busy.Add(_queueing.Add(record.SentAt, arrivedAt, now), arrivedAt, bytes);
        if (_groups.TryAdd(record.SentAt, arrivedAt, out var delta))
        {
            _jitter += (Math.Abs(delta.Arrived - delta.Sent) - _jitter) * JitterSmoothing;
            _trend.Add(delta, arrivedAt, now);
        }
    }

    private void Control(long now)
    {
        var hasQueue = _queueing.Micros > QueueWorthDraining;
        _queuedAt = _queueing.Micros > QueueOfItsOwn ? now : _queuedAt;
        var before = _control.LoweredAt;
        var isLimitedBySource = _sent < SourceLimited * BitsPerSecond;
        _control.Update(Use, Carried, _busy.BitsPerSecond / (1 - _loss.Own), isLimitedBySource, _roundTrip, now);
        if (_control.LoweredAt != before)
        {
            _prober.Lowered(now);
        }

        _loss.Step(BitsPerSecond, _sent, isLimitedBySource, _busy.BitsPerSecond, hasQueue, now - _queuedAt < QueueRemembered, now);
        Finish(now);
        var queue = _queueing.Micros;
        _drainShare = now - _control.LoweredAt < DrainFor && queue > QueueWorthDraining
            ? Math.Clamp(1 - (queue / QueueForHalf / 2), LeastDrainShare, 1)
            : 1;
    }

    private void Finish(long now)
    {
        var isFirst = _prober.IsStarting;
        if (!_prober.TryTakeResult(_loss.Own, now, out var measured))
        {
            return;
        }

        if (!isFirst && Use == LineUse.Over)
        {
            return;
        }

        _loss.Proven(measured);
        if (isFirst)
        {
            _control.Set(measured, now);
            _acknowledged.ExpectChange();
        }
        else if (_control.TryProve(measured, isAll: !_prober.Succeeded, now))
        {
            _acknowledged.ExpectChange();
        }
    }

    private void MeasureSent(long now)
    {
        var elapsed = now - _windowStart;
        if (elapsed < SentWindow)
        {
            return;
        }

        var rate = _windowStart == 0 ? 0 : _windowBytes * 8_000_000.0 / elapsed;
        if (_sent > 0 && rate > LayerRose * _sent)
        {
            // What gets through grows with it. Taken for an outlier, it would have a queue that the new layer makes answered with the old
            // layer's rate.
            _acknowledged.ExpectChange();
        }

        _sent += SentSmoothing * (rate - _sent);
        _windowBytes = 0;
        _windowStart = now;
    }
}
