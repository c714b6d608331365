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

    private bool _started;
    private long _baseSequence;
    private long _highest;
    private long _expectedPrior;
    private long _receivedPrior;
    private ushort? _restartCandidate;
    private long _lastTransit;
    private long _jitterTimes16;
    private uint _lastSenderReport;
    private long _lastSenderReportAt;

    public long Received { get; private set; }

    public long Expected => _started ? _highest - _baseSequence + 1 : 0;

    /// <summary>May be negative when packets were duplicated.</summary>
    public long Lost => Expected - Received;

    /// <summary>Interarrival jitter in clock units.</summary>
    public uint Jitter => (uint)(_jitterTimes16 >> 4);

    public long JitterMicros => (_jitterTimes16 >> 4) * 1_000_000 / clockRate;

    public uint ExtendedHighest => (uint)_highest;

    public void OnPacket(ushort sequence, uint timestamp, long now)
    {
        if (!_started)
        {
            Start(sequence);
        }
        else
        {
            var delta = (short)(sequence - (ushort)_highest);
            if (delta is > 0 and < MaxDropout)
            {
                _highest += delta;
            }
            else if (delta is >= MaxDropout or < -MaxMisorder)
            {
                // Two in a row after a large jump: the source restarted its numbers.
                if (_restartCandidate != sequence)
                {
                    _restartCandidate = (ushort)(sequence + 1);
                    return;
                }

                Start(sequence);
            }
        }

        _restartCandidate = null;
        Received++;
        UpdateJitter(timestamp, now);
    }

    public void OnSenderReport(ulong ntp, long now)
    {
        _lastSenderReport = NtpTime.Middle(ntp);
        _lastSenderReportAt = now;
    }

    /// <summary>The report block about this source; the fraction lost covers the time since the previous call.</summary>
    public ReportBlock Report(uint ssrc, long now)
    {
        var expectedInterval = Expected - _expectedPrior;
        var lostInterval = expectedInterval - (Received - _receivedPrior);
        _expectedPrior = Expected;
        _receivedPrior = Received;
        var fraction = expectedInterval <= 0 || lostInterval <= 0 ? 0 : Math.Min(255, (lostInterval << 8) / expectedInterval);
        return new ReportBlock(
            ssrc,
            (byte)fraction,
            (int)Math.Clamp(Lost, -0x80_0000, 0x7F_FFFF),
            ExtendedHighest,
            Jitter,
            _lastSenderReport,
            _lastSenderReport == 0 ? 0 : NtpTime.ToShort(now - _lastSenderReportAt));
    }

    private void Start(ushort sequence)
    {
        _started = true;
        _baseSequence = _highest = sequence;
        Received = _expectedPrior = _receivedPrior = 0;
        _lastTransit = 0;
        _jitterTimes16 = 0;
    }

    private void UpdateJitter(uint timestamp, long now)
    {
        // Differences are taken modulo 2^32, so that the clock's and the timestamp's wrap-arounds cancel.
        var arrival = unchecked((uint)(now * clockRate / 1_000_000));
        long transit = arrival - timestamp;
        if (Received > 1)
        {
            var difference = Math.Abs((long)(int)((uint)transit - (uint)_lastTransit));
            _jitterTimes16 += difference - ((_jitterTimes16 + 8) >> 4);
        }

        _lastTransit = transit;
    }
}
