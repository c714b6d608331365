using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// What the server tells a publisher: transport-wide arrival times for its bandwidth estimate, what to send again, when a key frame is
/// wanted, and a receiver report a second.
/// </summary>
internal sealed class PublisherFeedback(Transport transport, List<StreamReception> receptions)
{
    private const long ArrivalInterval = 50_000;
    private const long ReportInterval = 1_000_000;
    private const int MaxCompound = 1200;
    private const int NacksAtOnce = 64;
    private const int ReportsAtOnce = 16;

    private readonly TransportFeedbackRecorder _arrivals = new();
    private long _nextArrivals;
    private long _nextReport;

    /// <summary>Every feedback packet names a sender; a server has no stream of its own to name, and 1 is what browsers accept.</summary>
    private const uint ServerSsrc = 1;

    public void Received(ushort transportSequence, long now) => _arrivals.Record(transportSequence, now);

    public void Tick(long now, long roundTrip)
    {
        if (receptions.Count == 0)
        {
            return;
        }

        RequestWhatIsMissing(now, roundTrip);
        if (now >= _nextArrivals)
        {
            _nextArrivals = now + ArrivalInterval;
            SendArrivals();
        }

        if (now >= _nextReport)
        {
            _nextReport = now + ReportInterval;
            SendReport(now);
        }
    }

    private void RequestWhatIsMissing(long now, long roundTrip)
    {
        Span<byte> buffer = stackalloc byte[MaxCompound];
        Span<ushort> missing = stackalloc ushort[NacksAtOnce];
        var compound = new RtcpWriter(buffer);
        foreach (var reception in receptions)
        {
            var stream = reception.Stream;
            if (stream.Source.IsAudio)
            {
                continue;
            }

            var count = reception.Nack.Collect(now, roundTrip, missing);
            if (count > 0)
            {
                compound.Nack(ServerSsrc, stream.Ssrc, missing[..count]);
            }

            if (stream.TakeKeyFrameWish() || (reception.Nack.NeedsKeyFrame && stream.SubscribedWorkers != 0))
            {
                reception.KeyFrames.Want();
            }

            stream.IsOverdue = reception.KeyFrames.IsOverdue(now) && stream.IsFlowing(now);
            if (reception.KeyFrames.Poll(now, roundTrip))
            {
                compound.PictureLoss(ServerSsrc, stream.Ssrc);
                reception.Nack.OnKeyFrameRequested();
                transport.Worker.Counters.KeyFramesRequested++;
            }
        }

        transport.SendRtcp(compound.Written);
    }

    private void SendArrivals()
    {
        Span<byte> buffer = stackalloc byte[MaxCompound];
        while (_arrivals.TryBuild(buffer, ServerSsrc, receptions[0].Stream.Ssrc, out var length))
        {
            transport.SendRtcp(buffer[..length]);
        }
    }

    private void SendReport(long now)
    {
        Span<byte> buffer = stackalloc byte[MaxCompound];
        Span<ReportBlock> blocks = stackalloc ReportBlock[ReportsAtOnce];
        var count = 0;
        foreach (var reception in receptions)
        {
            if (count < blocks.Length && reception.Stream.IsFlowing(now))
            {
                blocks[count++] = reception.Report(now);
            }
        }

        var compound = new RtcpWriter(buffer);
        compound.ReceiverReport(ServerSsrc, blocks[..count]);
        transport.SendRtcp(compound.Written);
    }
}
