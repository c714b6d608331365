using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Congestion;

/// <summary>
/// A participant's line as the server sees it: by transport-wide feedback where the client gives it, else by REMB and receiver reports.
/// </summary>
internal sealed class Downlink
{
    /// <summary>IP and UDP headers, and the tag of SRTP: the line carries them too.</summary>
    public const int PacketOverhead = 28 + 16;

    /// <summary>A client that negotiated feedback and gives none is judged by its reports.</summary>
    private const long FeedbackWithin = 3_000_000;

    private readonly DownlinkEstimate _reported = new();
    private SendSideEstimate? _sendSide;
    private long _firstSentAt;

    private bool HasSendSide => _sendSide is { } estimate && (estimate.HasFeedback || _firstSentAt == 0 || !_isOverdue);

    private bool _isOverdue;

    /// <summary>What to send now at most.</summary>
    public double BitsPerSecond => HasSendSide ? _sendSide!.Target : _reported.BitsPerSecond;

    /// <summary>Padding is being sent.</summary>
    public bool IsProbing => _sendSide is { IsProbing: true };

    public int Kbps => (int)((HasSendSide ? _sendSide!.BitsPerSecond : _reported.BitsPerSecond) / 1000);

    /// <summary>Too little has come back yet: what is said is a guess.</summary>
    public bool IsGuess => HasSendSide && _sendSide!.IsGuess;

    public double LossPercent => _sendSide is { HasFeedback: true } ? _sendSide.LossFraction * 100 : _reported.LossPercent;

    public long RoundTrip => _reported.RoundTrip;

    public double? RoundTripMs => _reported.RoundTripMs;

    /// <summary>Why the estimate is what it is; null without transport-wide feedback.</summary>
    public DownlinkDiagnosis? Describe() => HasSendSide ? _sendSide!.Describe() : null;

    /// <summary>The client reports the arrival of every packet.</summary>
    public void ExpectFeedback() => _sendSide ??= new SendSideEstimate();

    /// <returns>The transport-wide number of a packet about to be sent.</returns>
    /// <param name="length">Without SRTP's tag.</param>
    public ushort Sent(int length, long now)
    {
        if (_firstSentAt == 0)
        {
            _firstSentAt = now;
        }

        return _sendSide!.Sent(length + PacketOverhead, now);
    }

    public void OnFeedback(in TransportWideFeedback feedback, long now) =>
        _sendSide?.OnFeedback(feedback, _reported.RoundTripMs is null ? null : _reported.RoundTrip, now);

    public void OnRemb(long bitsPerSecond, long now) => _reported.OnRemb(bitsPerSecond, now);

    public void OnReport(byte fractionLost, long? measuredRoundTrip) => _reported.OnReport(fractionLost, measuredRoundTrip);

    /// <summary>What would be sent if the line carried it.</summary>
    public void Want(double bitsPerSecond) => _sendSide?.Want(bitsPerSecond);

    /// <summary>Moves the estimate by reports; call it every few hundred milliseconds with what was sent since.</summary>
    public void Step(double sentBitsPerSecond, long now)
    {
        _reported.Step(sentBitsPerSecond, now);
        _isOverdue = _firstSentAt != 0 && now - _firstSentAt > FeedbackWithin;
    }

    /// <summary>Call it every few milliseconds.</summary>
    /// <returns>Bytes of padding to send now, to probe the line.</returns>
    public int Probe(long now) => HasSendSide ? _sendSide!.Step(now) : 0;
}
