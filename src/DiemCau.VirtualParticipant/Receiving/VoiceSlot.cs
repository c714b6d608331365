using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>Receives Opus: nothing is repeated, concealment is the decoder's, so here packets are counted, timed and recognised.</summary>
internal sealed class VoiceSlot(MediaLine line, ContentIndex? check) : ReceiveSlot(line, check, ClockRate)
{
    private const int ClockRate = 48_000;

    private long _lastAt;
    private long _longestPause;

    protected override void OnPacket(in RtpPacket packet, bool isRepair, long now)
    {
        if (_lastAt != 0)
        {
            _longestPause = Math.Max(_longestPause, now - _lastAt);
        }

        _lastAt = now;
        if (PayloadStamp.TryReadVoice(packet.Payload, out var stamp))
        {
            Time(stamp);
        }

        if (Check is not null)
        {
            Recognise(Check.RecogniseVoice(packet.Payload));
        }
    }

    public override void ResetCounters()
    {
        base.ResetCounters();
        _longestPause = 0;
        _lastAt = 0;
    }

    public override SlotStatistics Statistics(long now) => Counted() with
    {
        Lost = Math.Max(0, Reception.Lost),
        LongestPause = TimeSpan.FromMicroseconds(_lastAt == 0 ? 0 : Math.Max(_longestPause, now - _lastAt)),
    };
}
