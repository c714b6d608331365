using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using FsCheck;
using FsCheck.Fluent;

namespace DiemCau.Media.Tests.Rtp;

public sealed class TransportFeedbackTests
{
    private readonly TransportFeedbackRecorder _recorder = new();
    private readonly byte[] _buffer = new byte[1_200];

    [Fact]
    public void Nothing_arrived_nothing_is_said() => Assert.False(_recorder.TryBuild(_buffer, 1, 2, out _));

    [Fact]
    public void Arrivals_losses_and_reordering_are_told_exactly()
    {
        _recorder.Record(65_534, 1_000_000);
        _recorder.Record(0, 1_030_000);
        _recorder.Record(65_535, 1_031_000); // late
        _recorder.Record(3, 1_200_000);
        var told = Build();
        Assert.Equal(
            [(65_534, 1_000_000L), (65_535, 1_031_000L), (0, 1_030_000L), (1, null), (2, null), (3, 1_200_000L)],
            told);
        Assert.Equal(0, _recorder.Pending);
        Assert.False(_recorder.TryBuild(_buffer, 1, 2, out _));
    }

    [Fact]
    public void A_packet_that_comes_after_its_report_takes_the_next_report_back_to_it()
    {
        _recorder.Record(10, 1_000_000);
        _recorder.Record(12, 1_001_000);
        Build();
        _recorder.Record(11, 1_090_000);
        Assert.Equal([(11, 1_090_000L), (12, 1_001_000L)], Build());
    }

    [Fact]
    public void Feedback_packets_are_counted_and_split_where_a_delta_does_not_fit()
    {
        _recorder.Record(1, 1_000_000);
        _recorder.Record(2, 60_000_000);
        Assert.True(_recorder.TryBuild(_buffer, 1, 2, out var length));
        Assert.True(TryRead(_buffer.AsSpan(0, length), out var first));
        Assert.Equal((0, 1), (first.FeedbackCount, first.StatusCount));
        Assert.True(_recorder.TryBuild(_buffer, 1, 2, out length));
        Assert.True(TryRead(_buffer.AsSpan(0, length), out var second));
        Assert.Equal((1, 2), (second.FeedbackCount, second.BaseSequence));
    }

    [Fact]
    public void The_reference_time_is_signed_and_wraps()
    {
        const long late = (0x80_0000L * 64_000) + 128_000; // past the 24th bit
        _recorder.Record(1, late);
        Assert.True(_recorder.TryBuild(_buffer, 1, 2, out var length));
        Assert.True(TryRead(_buffer.AsSpan(0, length), out var feedback));
        Assert.Equal(-0x80_0000 + 2, feedback.ReferenceTime);
    }

    [Fact]
    public void Run_length_one_bit_and_two_bit_chunks_are_read() // the examples of the draft, sections 3.1.3 and 3.1.4
    {
        byte[] packet =
        [
            0x8F, 205, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2, 0, 5, 0, 20, 0, 0, 1, 9,
            0x00, 0x0A,             // ten not received
            0b1011_0000, 0,         // vector of 14: 1 1 0 …  (only five used below)
            4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        packet[15] = 15;
        Assert.True(TryRead(packet, out var feedback));
        Assert.Equal((9, 1, 5, 15), (feedback.FeedbackCount, feedback.ReferenceTime, feedback.BaseSequence, feedback.StatusCount));
        var arrivals = Told(feedback);
        Assert.Equal([(15, 65_000L), (16, 67_000L)], arrivals.Where(packet => packet.Arrival is not null));
    }

    [Fact]
    public void A_run_of_length_zero_is_refused()
    {
        byte[] packet = [0x8F, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 5, 0, 20, 0, 0, 1, 9, 0, 0, 0, 0];
        Assert.False(TryRead(packet, out _));
    }

    [Fact]
    public void Whatever_arrived_is_told_in_steps_of_a_quarter_millisecond() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var fresh = new TransportFeedbackRecorder();
            var expected = new Dictionary<ushort, long>();
            var sequence = (ushort)random.Next(65_536);
            var now = random.NextInt64(1L << 42);
            for (var i = random.Next(1, 900); i > 0; i--, sequence++)
            {
                now += random.Next(8) == 0 ? random.Next(500_000) : random.Next(3_000);
                if (random.Next(5) != 0 || i == 1)
                {
                    expected[sequence] = now;
                    fresh.Record(sequence, now);
                }
            }

            var size = random.Next(64, 1_200);
            var packet = new byte[size];
            while (fresh.TryBuild(packet, 1, 2, out var length))
            {
                Assert.True(length <= size && length % 4 == 0);
                Assert.True(TryRead(packet.AsSpan(0, length), out var feedback));
                foreach (var (number, arrival) in Told(feedback))
                {
                    if (arrival is { } at)
                    {
                        Assert.True(expected.Remove((ushort)number, out var truth));
                        // The reference time wraps every 2^24 · 64 ms.
                        Assert.Equal(0, Math.Abs((truth - at) / 250) % (256L << 24));
                    }
                }
            }

            Assert.Empty(expected);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool TryRead(ReadOnlySpan<byte> packet, out TransportWideFeedback feedback)
    {
        feedback = default;
        var reader = new RtcpReader(packet);
        return reader.TryRead(out var block) && TransportWideFeedback.TryParse(block, out feedback);
    }

    private static List<(int Sequence, long? Arrival)> Told(TransportWideFeedback feedback)
    {
        var told = new List<(int, long?)>();
        foreach (var packet in feedback)
        {
            told.Add((packet.Sequence, packet.IsReceived ? packet.ArrivalMicros : null));
        }

        return told;
    }

    private List<(int Sequence, long? Arrival)> Build()
    {
        Assert.True(_recorder.TryBuild(_buffer, 1, 2, out var length));
        Assert.True(TryRead(_buffer.AsSpan(0, length), out var feedback));
        return Told(feedback);
    }
}
