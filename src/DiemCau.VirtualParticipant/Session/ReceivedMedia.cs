using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.VirtualParticipant.Session;

/// <summary>The receive slots that the answer announced, found by SSRC.</summary>
internal sealed class ReceivedMedia
{
    private const int MostSlots = 32;

    private readonly Dictionary<uint, ReceiveSlot> _bySsrc = [];
    private readonly List<ReceiveSlot> _slots = [];
    private readonly TransportFeedbackRecorder _arrivals = new();
    private readonly byte _transportSequence;

    private ReceivedMedia()
    {
    }

    public ReceivedMedia(SdpDescription answer, PeerPlan plan)
    {
        foreach (var line in answer.Media)
        {
            if (line.IsRejected || !line.Direction.Sends() || line.Sources.Count == 0 || _slots.Count == MostSlots)
            {
                continue;
            }

            ReceiveSlot slot = line.Kind == MediaKind.Audio ? new VoiceSlot(line, plan.Check)
                : plan.Scalable ? new ScalableSlot(line)
                : new VideoSlot(line, plan.Check);
            _transportSequence = (byte)line.Extensions[HeaderExtension.TransportSequence];
            _slots.Add(slot);
            _bySsrc[slot.Ssrc] = slot;
            if (line.Kind == MediaKind.Video && slot.RtxSsrc is { } rtx)
            {
                _bySsrc[rtx] = slot;
            }
        }
    }

    public static ReceivedMedia Nothing { get; } = new();

    public IReadOnlyList<ReceiveSlot> Slots => _slots;

    /// <summary>When the first packet of any slot came; 0 before.</summary>
    public long FirstAt { get; private set; }

    public ReceiveSlot? Find(string? mid) => _slots.Find(slot => slot.Mid == mid);

    /// <summary>Takes a decrypted packet.</summary>
    /// <returns>False when it belongs to no slot.</returns>
    public bool Handle(Span<byte> datagram, long now)
    {
        if (!RtpPacket.TryParse(datagram, out var packet))
        {
            return false;
        }

        if (_transportSequence != 0 && packet.TryGetExtension(_transportSequence, out var stamp) && stamp.Length == 2)
        {
            _arrivals.Record((ushort)((stamp[0] << 8) | stamp[1]), now);
        }

        if (!_bySsrc.TryGetValue(packet.Ssrc, out var slot))
        {
            return false;
        }

        if (FirstAt == 0)
        {
            FirstAt = now;
        }

        if (packet.Ssrc == slot.Ssrc)
        {
            slot.Handle(packet, isRepair: false, now);
            return true;
        }

        // A probe has nothing to unwrap.
        if (RtxPacket.TryUnwrap(datagram, slot.Ssrc, slot.PayloadType, out var length)
            && RtpPacket.TryParse(datagram[..length], out var repaired))
        {
            slot.Handle(repaired, isRepair: true, now);
        }

        return true;
    }

    public void OnSenderReport(SenderReport report, long now)
    {
        if (_bySsrc.TryGetValue(report.SenderSsrc, out var slot))
        {
            slot.Reception.OnSenderReport(report.NtpTimestamp, now);
        }
    }

    public void WriteFeedback(ref RtcpWriter rtcp, uint own, long roundTrip, long now)
    {
        foreach (var slot in _slots)
        {
            slot.WriteFeedback(ref rtcp, own, roundTrip, now);
        }
    }

    /// <summary>Transport-wide feedback about what arrived since the last call; one compound packet a call.</summary>
    public bool TryWriteArrivals(Span<byte> rtcp, uint own, out int length)
    {
        length = 0;
        return _slots.Count > 0 && _arrivals.TryBuild(rtcp, own, _slots[0].Ssrc, out length);
    }

    public void WriteReports(ref RtcpWriter rtcp, uint own, long bitsPerSecond, long now)
    {
        Span<ReportBlock> reports = stackalloc ReportBlock[MostSlots];
        Span<uint> sources = stackalloc uint[MostSlots];
        var count = 0;
        foreach (var slot in _slots)
        {
            if (slot.HasReceived && count < 31)
            {
                sources[count] = slot.Ssrc;
                reports[count++] = slot.Reception.Report(slot.Ssrc, now);
            }
        }

        rtcp.ReceiverReport(own, reports[..count]);
        if (count > 0)
        {
            rtcp.Remb(own, bitsPerSecond, sources[..count]);
        }
    }
}
