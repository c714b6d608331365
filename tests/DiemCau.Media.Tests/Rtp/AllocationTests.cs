using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Routing.Voices;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Rtp;

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
        private readonly DependencyReader _reader = new();
        private readonly DecodeTargetFilter _filter = new();
        private readonly DependencyRewriter _rewriter = new();
        private readonly LayerMeter _meter = new();
        private readonly byte[] _output = new byte[300];
        private int _count;

        public void Forward(ReadOnlySpan<Codecs.ScalableFrame> frames)
        {
            foreach (var frame in frames)
            {
                _filter.Limit = LayerLimit.Of(++_count / 70 % 3, _count / 50 % 3);
                Assert.True(_reader.TryRead(frame.Descriptor, out var descriptor));
                _meter.Count(default(FrameInfo).With(descriptor), descriptor, 100);
                if (_filter.Passes(descriptor))
                {
                    var numbers = _rewriter.Rewrite(descriptor, _filter.Current, frame.Timestamp);
                    Assert.True(DependencyRewriter.Write(frame.Descriptor, descriptor, numbers, _output) >= frame.Descriptor.Length);
                }
            }
        }
    }

    private sealed class Way
    {
        private readonly byte[] _packet = new byte[1_200];
        private readonly byte[] _output = new byte[1_300];
        private readonly byte[] _rtcp = new byte[1_200];
        private readonly ushort[] _lost = new ushort[32];
        private readonly ReceptionStatistics _statistics = new(90_000);
        private readonly NackRequester _nacks = new();
        private readonly TransportFeedbackRecorder _recorder = new();
        private readonly OutgoingTimeline _timeline = new(90_000, 3_000, 0, 0);
        private readonly Vp8Rewriter _rewriter = new();
        private readonly PacketHistory _history = new();
        private readonly SpeakerDetector _speakers = new();
        private readonly LoudestSources _loudest = new(3);
        private readonly int _payloadOffset;
        private SequenceUnwrapper _unwrapper;
        private ushort _sequence;
        private long _now;

        public Way()
        {
            var header = RtpHeader.Write(_packet, 96, true, 0, 0, 1);
            var extensions = new RtpExtensionWriter(_packet, header);
            extensions.Add(4, "1"u8);
            extensions.AddTransportSequence(3, 0);
            _payloadOffset = extensions.Finish();
            Codecs.CodecTests.Vp8Key.CopyTo(_packet, _payloadOffset);
        }

        public void Forward(int packets)
        {
            for (; packets > 0; packets--, _sequence++, _now += 20_000)
            {
                _sequence += (ushort)(packets % 50 == 0 ? 1 : 0);
                RtpHeader.WriteSequence(_packet, _sequence);
                RtpHeader.WriteTimestamp(_packet, (uint)(_now * 9 / 100));
                Receive();
                Report();
            }
        }

        private void Receive()
        {
            Assert.True(RtpPacket.TryParse(_packet, out var rtp) && rtp.TryGetExtension(4, out _));
            Assert.True(FrameInfo.Inspect(VideoCodec.Vp8, rtp.Payload).IsKeyFrame);
            _statistics.OnPacket(rtp.SequenceNumber, rtp.Timestamp, _now);
            _nacks.OnPacket(rtp.SequenceNumber, _now);
            _recorder.Record(rtp.SequenceNumber, _now);
            _speakers.OnLevel(1, 30, _now);
            _loudest.OnLevel(1, 30, _now);
            _speakers.Tick(_now);
            _loudest.Update(_now);
            var number = _unwrapper.Unwrap(rtp.SequenceNumber);
            Assert.True(Vp8Descriptor.TryParse(rtp.Payload, out var vp8));
            if (_sequence % 100 == 0)
            {
                _timeline.BeginSource(number, rtp.Timestamp, _now);
                _rewriter.BeginSource(vp8);
            }

            if (!_timeline.TryMap(number, rtp.Timestamp, rtp.Marker, _now, out var outSequence, out var outTimestamp)
                || !_rewriter.TryRewrite(vp8, out var numbers))
            {
                return;
            }

            var length = RtpHeader.Write(_output, 97, rtp.Marker, outSequence, outTimestamp, 9);
            var extensions = new RtpExtensionWriter(_output, length);
            extensions.AddAbsSendTime(2, _now);
            length = extensions.Finish();
            Vp8Rewriter.Write(rtp.Payload, vp8, numbers, _output.AsSpan(length));
            _history.Add(outSequence, new SentPacket(1, number, outTimestamp, numbers, rtp.Marker), _now);
            Assert.True(_history.TryRepeat(outSequence, _now, 0, out _) == Repeat.Granted);
        }

        private void Report()
        {
            var writer = new RtcpWriter(_rtcp);
            var count = _nacks.Collect(_now, 50_000, _lost);
            writer.ReceiverReport(1, [_statistics.Report(1, _now)]);
            writer.Nack(1, 2, _lost.AsSpan(0, count));
            if (_recorder.Pending > 20 && _recorder.TryBuild(_output, 1, 2, out var length))
            {
                writer.Append(_output.AsSpan(0, length));
            }

            var reader = new RtcpReader(writer.Written);
            while (reader.TryRead(out var block))
            {
                if (TransportWideFeedback.TryParse(block, out var feedback))
                {
                    foreach (var arrival in feedback)
                    {
                        Assert.True(arrival.ArrivalMicros <= _now);
                    }
                }
            }
        }
    }
}
