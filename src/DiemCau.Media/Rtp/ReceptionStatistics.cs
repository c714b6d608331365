using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Rtp;

/// <summary>
/// What a receiver knows of one source: RFC 3550 appendix A.1 (extended sequence, restarts), A.3 (loss), A.8 (jitter).
/// There is no probation: packets come here after SRTP authentication. Repaired (RTX) packets are not to be counted.
/// </summary>
internal sealed class ReceptionStatistics(int clockRate)
{
    private const int MaxDropout = 3_000;
    private const int MaxMisorder = 100;

    private bool started;
    private long baseSequence;
    private long highest;
    private long expectedPrior;
    private long receivedPrior;
    private ushort? restartCandidate;
    private long lastTransit;
    private long jitterTimes16;
    private uint lastSenderReport;
    private long lastSenderReportAt;

    public long Received { get; private set; }

    public long Expected => started ? highest - baseSequence + 1 : 0;

    /// <summary>May be negative when packets were duplicated.</summary>
    public long Lost => Expected - Received;

    /// <summary>Interarrival jitter in clock units.</summary>
    public uint Jitter => (uint)(jitterTimes16 >> 4);

    public long JitterMicros => (jitterTimes16 >> 4) * 1_000_000 / clockRate;

    public uint ExtendedHighest => (uint)highest;

    public void OnPacket(ushort sequence, uint timestamp, long now)
    {
        if (!started)
        {
            Start(sequence);
        }
        else
        {
            var delta = (short)(sequence - (ushort)highest);
            if (delta is > 0 and < MaxDropout)
            {
                highest += delta;
            }
            else if (delta is >= MaxDropout or < -MaxMisorder)
            {
                // Two in a row after a large jump: the source restarted its numbers.
                if (restartCandidate != sequence)
                {
                    restartCandidate = (ushort)(sequence + 1);
                    return;
                }

                Start(sequence);
            }
        }

        restartCandidate = null;
        Received++;
        UpdateJitter(timestamp, now);
    }

    public void OnSenderReport(ulong ntp, long now)
    {
        lastSenderReport = NtpTime.Middle(ntp);
        lastSenderReportAt = now;
    }

    /// <summary>The report block about this source; the fraction lost covers the time since the previous call.</summary>
    public ReportBlock Report(uint ssrc, long now)
    {
        var expectedInterval = Expected - expectedPrior;
        var lostInterval = expectedInterval - (Received - receivedPrior);
        expectedPrior = Expected;
        receivedPrior = Received;
        var fraction = expectedInterval <= 0 || lostInterval <= 0 ? 0 : Math.Min(255, (lostInterval << 8) / expectedInterval);
        return new ReportBlock(
            ssrc,
            (byte)fraction,
            (int)Math.Clamp(Lost, -0x80_0000, 0x7F_FFFF),
            ExtendedHighest,
            Jitter,
            lastSenderReport,
            lastSenderReport == 0 ? 0 : NtpTime.ToShort(now - lastSenderReportAt));
    }

    private void Start(ushort sequence)
    {
        started = true;
        baseSequence = highest = sequence;
        Received = expectedPrior = receivedPrior = 0;
        lastTransit = 0;
        jitterTimes16 = 0;
    }

    private void UpdateJitter(uint timestamp, long now)
    {
        // Differences are taken modulo 2^32, so that the clock's and the timestamp's wrap-arounds cancel.
        var arrival = unchecked((uint)(now * clockRate / 1_000_000));
        long transit = arrival - timestamp;
        if (Received > 1)
        {
            var difference = Math.Abs((long)(int)((uint)transit - (uint)lastTransit));
            jitterTimes16 += difference - ((jitterTimes16 + 8) >> 4);
        }

        lastTransit = transit;
    }
}
