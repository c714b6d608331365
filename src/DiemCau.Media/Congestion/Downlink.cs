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

    private readonly DownlinkEstimate reported = new();
    private SendSideEstimate? sendSide;
    private long firstSentAt;

    private bool HasSendSide => sendSide is { } estimate && (estimate.HasFeedback || firstSentAt == 0 || !isOverdue);

    private bool isOverdue;

    /// <summary>What to send now at most.</summary>
    public double BitsPerSecond => HasSendSide ? sendSide!.Target : reported.BitsPerSecond;

    /// <summary>Padding is being sent.</summary>
    public bool IsProbing => sendSide is { IsProbing: true };

    public int Kbps => (int)((HasSendSide ? sendSide!.BitsPerSecond : reported.BitsPerSecond) / 1000);

    /// <summary>Too little has come back yet: what is said is a guess.</summary>
    public bool IsGuess => HasSendSide && sendSide!.IsGuess;

    public double LossPercent => sendSide is { HasFeedback: true } ? sendSide.LossFraction * 100 : reported.LossPercent;

    public long RoundTrip => reported.RoundTrip;

    public double? RoundTripMs => reported.RoundTripMs;

    /// <summary>Why the estimate is what it is; null without transport-wide feedback.</summary>
    public DownlinkDiagnosis? Describe() => HasSendSide ? sendSide!.Describe() : null;

    /// <summary>The client reports the arrival of every packet.</summary>
    public void ExpectFeedback() => sendSide ??= new SendSideEstimate();

    /// <returns>The transport-wide number of a packet about to be sent.</returns>
    /// <param name="length">Without SRTP's tag.</param>
    public ushort Sent(int length, long now)
    {
        if (firstSentAt == 0)
        {
            firstSentAt = now;
        }

        return sendSide!.Sent(length + PacketOverhead, now);
    }

    public void OnFeedback(in TransportWideFeedback feedback, long now) =>
        sendSide?.OnFeedback(feedback, reported.RoundTripMs is null ? null : reported.RoundTrip, now);

    public void OnRemb(long bitsPerSecond, long now) => reported.OnRemb(bitsPerSecond, now);

    public void OnReport(byte fractionLost, long? measuredRoundTrip) => reported.OnReport(fractionLost, measuredRoundTrip);

    /// <summary>What would be sent if the line carried it.</summary>
    public void Want(double bitsPerSecond) => sendSide?.Want(bitsPerSecond);

    /// <summary>Moves the estimate by reports; call it every few hundred milliseconds with what was sent since.</summary>
    public void Step(double sentBitsPerSecond, long now)
    {
        reported.Step(sentBitsPerSecond, now);
        isOverdue = firstSentAt != 0 && now - firstSentAt > FeedbackWithin;
    }

    /// <summary>Call it every few milliseconds.</summary>
    /// <returns>Bytes of padding to send now, to probe the line.</returns>
    public int Probe(long now) => HasSendSide ? sendSide!.Step(now) : 0;
}
