using DiemCau.Media.Observability;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Routing;

/// <summary>
/// Takes a participant's RTCP apart: reports of what it sends go to its publisher half, feedback on what it receives to the other.
/// </summary>
internal static class RtcpDispatch
{
    public static void Handle(Transport transport, ReadOnlySpan<byte> compound, long now)
    {
        var reader = new RtcpReader(compound);
        while (reader.TryRead(out var block))
        {
            switch (block.Type)
            {
                case RtcpType.SenderReport when SenderReport.TryParse(block, out var report):
                    transport.Publisher.Find(report.SenderSsrc)?.OnSenderReport(report.NtpTimestamp, report.RtpTimestamp, now);
                    Reports(transport, report.Reports, now);
                    break;
                case RtcpType.ReceiverReport when ReceiverReport.TryParse(block, out var report):
                    Reports(transport, report.Reports, now);
                    break;
                case RtcpType.TransportFeedback when NackFeedback.TryParse(block, out var nack):
                    transport.Receiver.Retransmit(nack, now);
                    break;
                case RtcpType.TransportFeedback when TransportWideFeedback.TryParse(block, out var arrivals):
                    transport.Receiver.Line.Estimate.OnFeedback(arrivals, now);
                    break;
                case RtcpType.PayloadFeedback when PictureLossIndication.TryParse(block, out var loss):
                    transport.Receiver.PictureLost(loss.MediaSsrc);
                    break;
                case RtcpType.PayloadFeedback when FullIntraRequest.TryParse(block, out var request):
                    for (var i = 0; i < request.Count; i++)
                    {
                        transport.Receiver.PictureLost(request[i].Ssrc);
                    }

                    break;
                case RtcpType.PayloadFeedback when RembFeedback.TryParse(block, out var remb):
                    transport.Receiver.Line.Estimate.OnRemb(remb.BitsPerSecond, now);
                    break;
                default:
                    break; // SDES, BYE, XR and the like change nothing here
            }
        }

        if (reader.IsMalformed)
        {
            transport.Worker.Counters.Drop(DropReason.RtcpMalformed);
        }
    }

    private static void Reports(Transport transport, ReportBlocks reports, long now)
    {
        foreach (var report in reports)
        {
            transport.Receiver.Reported(report, now);
        }
    }
}
