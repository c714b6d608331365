using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>
/// Receives Opus, alone or with the packet before it (RFC 2198): nothing is repeated, concealment is the decoder's, so here packets are
/// counted, timed and recognised.
/// </summary>
internal sealed class VoiceSlot(MediaLine line, ContentIndex? check) : ReceiveSlot(line, check, ClockRate)
{
    private const int ClockRate = 48_000;

    private readonly int _redundantPayloadType = line.Codecs.FirstOrDefault(static codec => codec.Is("red"))?.PayloadType ?? -1;
    private SequenceUnwrapper _sequences;
    private long _newest = -1;
    private long _lastAt;
    private long _longestPause;
    private long _missing;
    private long _recovered;

    protected override void OnPacket(in RtpPacket packet, bool isRepair, long now)
    {
        if (_lastAt != 0)
        {
            _longestPause = Math.Max(_longestPause, now - _lastAt);
        }

        _lastAt = now;
        var payload = packet.Payload;
        var hasEarlier = false;
        if (packet.PayloadType == _redundantPayloadType && RedundantAudio.TryParse(payload, out var voices))
        {
            hasEarlier = voices.TryGetBlock(payload, 1, out _);
            payload = payload[voices.PrimaryOffset..];
        }

        Follow(_sequences.Unwrap(packet.SequenceNumber), hasEarlier);
        if (PayloadStamp.TryReadVoice(payload, out var stamp))
        {
            Time(stamp, now);
        }

        if (Check is not null)
        {
            Recognise(Check.RecogniseVoice(payload));
        }
    }

    public override void ResetCounters()
    {
        base.ResetCounters();
        _longestPause = 0;
        _lastAt = 0;
        _missing = 0;
        _recovered = 0;
    }

    public override SlotStatistics Statistics(long now) => Counted() with
    {
        Lost = Math.Max(0, Reception.Lost),
        Concealed = Math.Max(0, _missing),
        Recovered = _recovered,
        LongestPause = TimeSpan.FromMicroseconds(_lastAt == 0 ? 0 : Math.Max(_longestPause, now - _lastAt)),
    };

    /// <summary>What is late still counts: a browser waits a little before it makes something up.</summary>
    private void Follow(long sequence, bool hasEarlier)
    {
        if (_newest < 0 || sequence <= _newest)
        {
            _missing -= _newest >= 0 ? 1 : 0;
            _newest = Math.Max(_newest, sequence);
            return;
        }

        var gap = sequence - _newest - 1;
        var covered = gap > 0 && hasEarlier ? 1 : 0;
        _missing += gap - covered;
        _recovered += covered;
        _newest = sequence;
    }
}
