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

    private readonly SentRecords records = new();
    private readonly DelayGroups groups = new();
    private readonly DelayTrend trend = new();
    private readonly AcknowledgedRate acknowledged = new();
    private readonly BusyPeriod busy = new();
    private readonly RateControl control = new(InitialBitsPerSecond);
    private readonly LossLimit loss = new();
    private readonly Prober prober = new();
    private readonly QueueingDelay queueing = new();
    private readonly LostReports lostReports;
    private ReferenceTime reference = new();
    private long feedbackAt;
    private long arrivalAt;
    private double drainShare = 1;
    private long firstFeedbackAt;
    private long steppedAt;
    private long silenceSince;
    private long windowStart;
    private long windowBytes;
    private double sent;
    private double wanted;
    private long roundTrip = 100_000;
    private double unreported;
    private double jitter;
    private long queuedAt = long.MinValue / 2;

    public SendSideEstimate() => lostReports = new LostReports(records);

    /// <summary>Something has come back: it is known how the line is.</summary>
    public bool HasFeedback => feedbackAt != 0;

    /// <summary>Neither a probe nor a second of packets has told yet how the line is.</summary>
    public bool IsGuess => !HasFeedback || (prober.IsStarting && steppedAt - firstFeedbackAt < StartTime);

    public bool IsProbing => prober.Current != 0;

    /// <summary>What the line carries.</summary>
    public double BitsPerSecond => Math.Min(control.BitsPerSecond, Math.Max(loss.BitsPerSecond, RateControl.Floor));

    /// <summary>What to send now: less than the line carries while a queue from before the last drop is draining.</summary>
    public double Target => BitsPerSecond * DrainShare;

    /// <summary>0–1, of all packets.</summary>
    public double LossFraction => loss.Fraction;

    public LineUse Use => queueing.Micros switch
    {
        _ when IsSilent => LineUse.Normal,
        < QueueThatCounts => LineUse.Normal,
        > QueueThatStands when trend.Use == LineUse.Normal => LineUse.Over,
        _ => trend.Use,
    };

    private bool IsSilent => steppedAt - arrivalAt > VerdictHolds;

    private double DrainShare => IsSilent ? 1 : drainShare;

    /// <summary>What was sent of what arrives: a line's own loss takes no place in its queue, so it is no reason to send less.</summary>
    private double? Carried => acknowledged.BitsPerSecond / (1 - loss.Own);

    /// <summary>For those who look for a fault.</summary>
    public DownlinkDiagnosis Describe() => new(
        (int)(BitsPerSecond / 1000),
        (int)(Target / 1000),
        (int)(control.BitsPerSecond / 1000),
        loss.BitsPerSecond < double.MaxValue ? (int)(loss.BitsPerSecond / 1000) : null,
        (int?)(acknowledged.BitsPerSecond / 1000),
        (int?)(control.QueuedBitsPerSecond / 1000),
        (int)(sent / 1000),
        (int)(wanted / 1000),
        Use.ToString(),
        (int)(queueing.Micros / 1000),
        loss.Fraction * 100,
        loss.Own * 100,
        prober.Ended,
        (int)(prober.LastAsked / 1000),
        (int)(prober.LastFound / 1000));

    /// <summary>Counts a packet in.</summary>
    /// <param name="bytes">On the wire.</param>
    /// <returns>The transport-wide number to write into it.</returns>
    public ushort Sent(int bytes, long now)
    {
        var probe = prober.Current;
        if (probe != 0)
        {
            prober.Sent(bytes, now);
        }

        windowBytes += bytes;
        if (silenceSince == 0)
        {
            silenceSince = now;
        }

        return records.Add(bytes, probe, now);
    }

    /// <summary>What would be sent to this participant if its line carried it; more than the estimate has the line probed.</summary>
    public void Want(double bitsPerSecond) => wanted = bitsPerSecond;

    /// <summary>Call it every few milliseconds.</summary>
    /// <returns>Bytes of padding to send now as a probe.</returns>
    public int Step(long now)
    {
        steppedAt = now;
        MeasureSent(now);
        if (silenceSince != 0 && now - silenceSince > Math.Max(SilenceBeforeLowering, 4 * roundTrip))
        {
            silenceSince = now;
            if (HasFeedback)
            {
                control.Set(control.BitsPerSecond * SilenceFactor, now);
            }
        }

        Finish(now);
        return prober.Due(BitsPerSecond, Math.Min(wanted, RateControl.Ceiling), Use == LineUse.Normal && DrainShare >= 1, (long)jitter, now);
    }

    /// <param name="measuredRoundTrip">From receiver reports, when known.</param>
    public void OnFeedback(in TransportWideFeedback feedback, long? measuredRoundTrip, long now)
    {
        var offset = reference.Offset(feedback.ReferenceTime);
        var isNew = false;
        var newestSent = 0L;
        unreported += lostReports.BytesBefore(feedback) * (1 - loss.Fraction);
        foreach (var packet in feedback)
        {
            ref var record = ref records.Find(packet.Sequence);
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
                loss.Lost(1);
                prober.Resolved(record, arrived: false, 0);
            }
        }

        if (!isNew)
        {
            return;
        }

        firstFeedbackAt = feedbackAt == 0 ? now : firstFeedbackAt;
        feedbackAt = now;
        silenceSince = 0;
        if (newestSent != 0)
        {
            prober.Reported(newestSent);
            roundTrip = measuredRoundTrip ?? Math.Min(roundTrip * 2, now - newestSent);
        }

        Control(now);
    }

    private void Arrived(ref SentRecord record, long arrivedAt, long now)
    {
        if (record.Fate == PacketFate.Lost)
        {
            loss.Lost(-1); // overtaken, not lost
        }
        else
        {
            prober.Resolved(record, arrived: true, arrivedAt);
        }

        // What arrived unreported in between counts as if it had come with this one.
        var bytes = (record.Fate == PacketFate.Unreported ? 0 : record.Bytes) + (int)unreported;
        unreported = 0;
        arrivalAt = now;
        record.Fate = PacketFate.Arrived;
        loss.Arrived();
        acknowledged.Add(arrivedAt, bytes);
        busy.Add(queueing.Add(record.SentAt, arrivedAt, now), arrivedAt, bytes);
        if (groups.TryAdd(record.SentAt, arrivedAt, out var delta))
        {
            jitter += (Math.Abs(delta.Arrived - delta.Sent) - jitter) * JitterSmoothing;
            trend.Add(delta, arrivedAt, now);
        }
    }

    private void Control(long now)
    {
        var hasQueue = queueing.Micros > QueueWorthDraining;
        queuedAt = queueing.Micros > QueueOfItsOwn ? now : queuedAt;
        var before = control.LoweredAt;
        var isLimitedBySource = sent < SourceLimited * BitsPerSecond;
        control.Update(Use, Carried, busy.BitsPerSecond / (1 - loss.Own), isLimitedBySource, roundTrip, now);
        if (control.LoweredAt != before)
        {
            prober.Lowered(now);
        }

        loss.Step(BitsPerSecond, sent, isLimitedBySource, busy.BitsPerSecond, hasQueue, now - queuedAt < QueueRemembered, now);
        Finish(now);
        var queue = queueing.Micros;
        drainShare = now - control.LoweredAt < DrainFor && queue > QueueWorthDraining
            ? Math.Clamp(1 - (queue / QueueForHalf / 2), LeastDrainShare, 1)
            : 1;
    }

    private void Finish(long now)
    {
        var isFirst = prober.IsStarting;
        if (!prober.TryTakeResult(loss.Own, now, out var measured))
        {
            return;
        }

        if (!isFirst && Use == LineUse.Over)
        {
            return;
        }

        loss.Proven(measured);
        if (isFirst)
        {
            control.Set(measured, now);
            acknowledged.ExpectChange();
        }
        else if (control.TryProve(measured, isAll: !prober.Succeeded, now))
        {
            acknowledged.ExpectChange();
        }
    }

    private void MeasureSent(long now)
    {
        var elapsed = now - windowStart;
        if (elapsed < SentWindow)
        {
            return;
        }

        var rate = windowStart == 0 ? 0 : windowBytes * 8_000_000.0 / elapsed;
        if (sent > 0 && rate > LayerRose * sent)
        {
            // What gets through grows with it. Taken for an outlier, it would have a queue that the new layer makes answered with the old layer's rate.
            acknowledged.ExpectChange();
        }

        sent += SentSmoothing * (rate - sent);
        windowBytes = 0;
        windowStart = now;
    }
}
