using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Fuzz.Targets;

/// <summary>Compound RTCP with every packet type that is read.</summary>
internal sealed class RtcpTarget : IFuzzTarget
{
    public string Name => "rtcp";

    public IReadOnlyList<Type> Parsers { get; } =
    [
        typeof(RtcpReader), typeof(ReportBlock), typeof(SenderReport), typeof(ReceiverReport), typeof(SourceDescription), typeof(Bye),
        typeof(PictureLossIndication), typeof(NackFeedback), typeof(FullIntraRequest), typeof(RembFeedback), typeof(TransportWideFeedback),
    ];

    public IReadOnlyList<byte[]> Samples { get; } = [Compound(), Feedback()];

    public void Run(ReadOnlySpan<byte> input)
    {
        var reader = new RtcpReader(input);
        while (reader.TryRead(out var block))
        {
            ReadReports(block);
            ReadRequests(block);
            if (TransportWideFeedback.TryParse(block, out var feedback))
            {
                var count = 0;
                foreach (var arrival in feedback)
                {
                    count++;
                }

                Require(count == feedback.StatusCount);
            }
        }
    }

    private static void ReadReports(RtcpBlock block)
    {
        if (SenderReport.TryParse(block, out var sender))
        {
            Require(sender.Reports.Count == block.Count);
            foreach (var report in sender.Reports)
            {
                _ = report.RoundTrip(1);
            }
        }

        if (ReceiverReport.TryParse(block, out var receiver))
        {
            Require(receiver.Reports.Count == block.Count);
            foreach (var report in receiver.Reports)
            {
                _ = report.RoundTrip(1L << 50);
            }
        }

        _ = SourceDescription.TryParse(block, out _);
        if (Bye.TryParse(block, out var bye))
        {
            for (var i = 0; i < bye.Count; i++)
            {
                _ = bye[i];
            }
        }
    }

    private static void ReadRequests(RtcpBlock block)
    {
        _ = PictureLossIndication.TryParse(block, out _);
        if (NackFeedback.TryParse(block, out var nack))
        {
            foreach (var lost in nack)
            {
                _ = lost;
            }
        }

        if (FullIntraRequest.TryParse(block, out var intra))
        {
            for (var i = 0; i < intra.Count; i++)
            {
                _ = intra[i];
            }
        }

        if (RembFeedback.TryParse(block, out var remb))
        {
            Require(remb.BitsPerSecond >= 0);
            for (var i = 0; i < remb.Count; i++)
            {
                _ = remb[i];
            }
        }
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A reading contradicts its header.");
        }
    }

    private static byte[] Compound()
    {
        var buffer = new byte[400];
        var writer = new RtcpWriter(buffer);
        ReportBlock report = new(7, 128, -5, 0x1_0002, 99, 1, 2);
        writer.SenderReport(1, 2, 3, 4, 5, [report]);
        writer.Cname(1, "cname"u8);
        writer.Nack(1, 2, [1, 2, 40]);
        writer.PictureLoss(1, 2);
        writer.FullIntra(1, 2, 3);
        writer.Remb(1, 9_999_999, [1, 2]);
        writer.ReceiverReport(1, [report, report]);
        writer.Bye([1]);
        return buffer[..writer.Length];
    }

    private static byte[] Feedback()
    {
        var recorder = new TransportFeedbackRecorder();
        for (var i = 0; i < 60; i++)
        {
            recorder.Record((ushort)(i * i), i * 7_000);
        }

        var buffer = new byte[600];
        recorder.TryBuild(buffer, 1, 2, out var length);
        return buffer[..length];
    }
}
