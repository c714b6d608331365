using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Tests.Rtp;

public sealed class AllocationTests
{
    [Fact]
    public void A_packets_way_through_parsing_and_rewriting_allocates_nothing()
    {
        var way = new Way();
        way.Forward(500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        way.Forward(5_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Descriptors_of_scalable_pictures_are_read_filtered_and_rewritten_without_allocating()
    {
        var stream = new Codecs.ScalableStream(3, 3, Codecs.Prediction.KeyFrames, new Random(1));
        var frames = Enumerable.Range(0, 400).SelectMany(picture => stream.Picture(isKey: picture % 40 == 0)).ToArray();
        var way = new DescribedWay();
        way.Forward(frames.AsSpan(0, 300));
        var before = GC.GetAllocatedBytesForCurrentThread();
        way.Forward(frames.AsSpan(300));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class DescribedWay
    {
        private readonly DependencyReader reader = new();
        private readonly DecodeTargetFilter filter = new();
        private readonly DependencyRewriter rewriter = new();
        private readonly LayerMeter meter = new();
        private readonly byte[] output = new byte[300];
        private int count;

        public void Forward(ReadOnlySpan<Codecs.ScalableFrame> frames)
        {
            foreach (var frame in frames)
            {
                filter.Limit = LayerLimit.Of(++count / 70 % 3, count / 50 % 3);
                Assert.True(reader.TryRead(frame.Descriptor, out var descriptor));
                meter.Count(default(FrameInfo).With(descriptor), descriptor, 100);
                if (filter.Passes(descriptor))
                {
                    var numbers = rewriter.Rewrite(descriptor, filter.Current, frame.Timestamp);
                    Assert.True(DependencyRewriter.Write(frame.Descriptor, descriptor, numbers, output) >= frame.Descriptor.Length);
                }
            }
        }
    }

    private sealed class Way
    {
        private readonly byte[] packet = new byte[1_200];
        private readonly byte[] output = new byte[1_300];
        private readonly byte[] rtcp = new byte[1_200];
        private readonly ushort[] lost = new ushort[32];
        private readonly ReceptionStatistics statistics = new(90_000);
        private readonly NackRequester nacks = new();
        private readonly TransportFeedbackRecorder recorder = new();
        private readonly OutgoingTimeline timeline = new(90_000, 3_000, 0, 0);
        private readonly Vp8Rewriter rewriter = new();
        private readonly PacketHistory history = new();
        private readonly SpeakerDetector speakers = new(4);
        private readonly LoudestSources loudest = new(4, 3);
        private readonly int payloadOffset;
        private SequenceUnwrapper unwrapper;
        private ushort sequence;
        private long now;

        public Way()
        {
            var header = RtpHeader.Write(packet, 96, true, 0, 0, 1);
            var extensions = new RtpExtensionWriter(packet, header);
            extensions.Add(4, "1"u8);
            extensions.AddTransportSequence(3, 0);
            payloadOffset = extensions.Finish();
            Codecs.CodecTests.Vp8Key.CopyTo(packet, payloadOffset);
        }

        public void Forward(int packets)
        {
            for (; packets > 0; packets--, sequence++, now += 20_000)
            {
                sequence += (ushort)(packets % 50 == 0 ? 1 : 0);
                RtpHeader.WriteSequence(packet, sequence);
                RtpHeader.WriteTimestamp(packet, (uint)(now * 9 / 100));
                Receive();
                Report();
            }
        }

        private void Receive()
        {
            Assert.True(RtpPacket.TryParse(packet, out var rtp) && rtp.TryGetExtension(4, out _));
            Assert.True(FrameInfo.Inspect(VideoCodec.Vp8, rtp.Payload).IsKeyFrame);
            statistics.OnPacket(rtp.SequenceNumber, rtp.Timestamp, now);
            nacks.OnPacket(rtp.SequenceNumber, now);
            recorder.Record(rtp.SequenceNumber, now);
            speakers.OnLevel(1, 30, now);
            loudest.OnLevel(1, 30, now);
            speakers.Tick(now);
            loudest.Update(now);
            var number = unwrapper.Unwrap(rtp.SequenceNumber);
            Assert.True(Vp8Descriptor.TryParse(rtp.Payload, out var vp8));
            if (sequence % 100 == 0)
            {
                timeline.BeginSource(number, rtp.Timestamp, now);
                rewriter.BeginSource(vp8);
            }

            if (!timeline.TryMap(number, rtp.Timestamp, rtp.Marker, now, out var outSequence, out var outTimestamp)
                || !rewriter.TryRewrite(vp8, out var numbers))
            {
                return;
            }

            var length = RtpHeader.Write(output, 97, rtp.Marker, outSequence, outTimestamp, 9);
            var extensions = new RtpExtensionWriter(output, length);
            extensions.AddAbsSendTime(2, now);
            length = extensions.Finish();
            Vp8Rewriter.Write(rtp.Payload, vp8, numbers, output.AsSpan(length));
            history.Add(outSequence, new SentPacket(1, number, outTimestamp, numbers, rtp.Marker), now);
            Assert.True(history.TryRepeat(outSequence, now, 0, out _) == Repeat.Granted);
        }

        private void Report()
        {
            var writer = new RtcpWriter(rtcp);
            var count = nacks.Collect(now, 50_000, lost);
            writer.ReceiverReport(1, [statistics.Report(1, now)]);
            writer.Nack(1, 2, lost.AsSpan(0, count));
            if (recorder.Pending > 20 && recorder.TryBuild(output, 1, 2, out var length))
            {
                writer.Append(output.AsSpan(0, length));
            }

            var reader = new RtcpReader(writer.Written);
            while (reader.TryRead(out var block))
            {
                if (TransportWideFeedback.TryParse(block, out var feedback))
                {
                    foreach (var arrival in feedback)
                    {
                        Assert.True(arrival.ArrivalMicros <= now);
                    }
                }
            }
        }
    }
}
