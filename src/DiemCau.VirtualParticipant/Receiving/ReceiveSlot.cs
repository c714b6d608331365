using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>One m-line on which the server sends: whatever flows in it is one stream with continuous numbers.</summary>
internal abstract class ReceiveSlot(MediaLine line, ContentIndex? check, int clockRate)
{
    private readonly Dictionary<uint, long> _recognised = [];
    private long _packets;
    private long _bytes;
    private long _unrecognised;

    public string Mid { get; } = line.Mid;

    public uint Ssrc { get; } = line.Sources.Count > 0 ? line.Sources[0].Ssrc : 0;

    public uint? RtxSsrc { get; } = line.Sources.Count > 0 ? line.Sources[0].RtxSsrc : null;

    public byte PayloadType { get; } = (byte)(line.Codecs.Count > 0 ? line.Codecs[0].PayloadType : 0);

    /// <summary>Time from a synthetic payload's writing to its arrival.</summary>
    public DelayHistogram Delays { get; } = new();

    public ReceptionStatistics Reception { get; } = new(clockRate);

    public bool HasReceived => _packets > 0;

    protected ContentIndex? Check { get; } = check;

    public abstract SlotStatistics Statistics(long now);

    /// <summary>Forgets what was counted so far; what the stream needs to go on stays.</summary>
    public virtual void ResetCounters()
    {
        _packets = _bytes = _unrecognised = 0;
        _recognised.Clear();
        Delays.Clear();
    }

    /// <summary>Writes the feedback that this slot's stream needs now.</summary>
    /// <param name="own">Our SSRC in RTCP.</param>
    public virtual void WriteFeedback(ref RtcpWriter rtcp, uint own, long roundTrip, long now)
    {
    }

    /// <param name="isRepair">Unwrapped from RTX.</param>
    public void Handle(in RtpPacket packet, bool isRepair, long now)
    {
        if (!isRepair)
        {
            _packets++;
            _bytes += packet.Length;
            Reception.OnPacket(packet.SequenceNumber, packet.Timestamp, now);
        }

        OnPacket(packet, isRepair, now);
    }

    protected abstract void OnPacket(in RtpPacket packet, bool isRepair, long now);

    protected void Time(in PayloadStamp stamp, long now) => Delays.Add(now - PeerClock.At(stamp.SentAt));

    protected void Recognise(Content? content)
    {
        if (content is { } known)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_recognised, known.Source, out _)++;
        }
        else
        {
            _unrecognised++;
        }
    }

    protected SlotStatistics Counted() => new()
    {
        Mid = Mid, Packets = _packets, Bytes = _bytes, Unrecognised = _unrecognised, Recognised = new Dictionary<uint, long>(_recognised),
    };
}
