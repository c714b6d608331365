using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Rtp;
using FsCheck.Fluent;
using FsCheck;

namespace DiemCau.Media.Tests.Routing.Slots;

public sealed class OutgoingTimelineTests
{
    private const int Clock = 90_000;
    private const uint Frame = 3_000;
    private const long FrameMicros = 33_333;

    [Fact]
    public void The_first_source_begins_where_the_slot_was_told_to()
    {
        var timeline = new OutgoingTimeline(Clock, Frame, 65_535, 700);
        timeline.BeginSource(5, 1_000, 0);
        Assert.True(timeline.TryMap(5, 1_000, true, 0, out var sequence, out var timestamp));
        Assert.Equal((65_535, 700u), (sequence, timestamp));
        Assert.True(timeline.TryMap(6, 4_000, true, 0, out sequence, out timestamp));
        Assert.Equal((0, 3_700u), (sequence, timestamp));
    }

    [Fact]
    public void A_switch_after_a_whole_frame_goes_on_with_the_next_number()
    {
        var timeline = Sending(out var last, endsFrame: true);
        timeline.BeginSource(90_000, 5, FrameMicros);
        Assert.True(timeline.TryMap(90_000, 5, true, FrameMicros, out var sequence, out _));
        Assert.Equal((ushort)(last + 1), sequence);
    }

    [Fact]
    public void A_switch_in_the_middle_of_a_frame_skips_one_number()
    {
        var timeline = Sending(out var last, endsFrame: false);
        timeline.BeginSource(90_000, 5, FrameMicros);
        Assert.True(timeline.TryMap(90_000, 5, true, FrameMicros, out var sequence, out _));
        Assert.Equal((ushort)(last + 2), sequence);
    }

    [Fact]
    public void The_new_source_starts_as_much_later_as_time_has_passed()
    {
        var timeline = Sending(out _, endsFrame: true);
        var before = timeline.NewestTimestamp;
        timeline.BeginSource(90_000, 77, 1_000_000);
        timeline.TryMap(90_000, 77, true, 1_000_000, out _, out var timestamp);
        Assert.Equal(before + Clock, timestamp);
    }

    [Theory]
    [InlineData(4_000, 4_000)]
    [InlineData(-2_000, 3_000)]  // behind: one frame on at least
    [InlineData(9_000_000, 3_000)] // a broken clock: elapsed time decides
    public void Known_sender_clocks_align_the_new_source_within_reason(int ahead, int expected)
    {
        var timeline = Sending(out _, endsFrame: true);
        var before = timeline.NewestTimestamp;
        timeline.BeginSource(90_000, 77, 1_000, (uint)(before + ahead));
        timeline.TryMap(90_000, 77, true, 1_000, out _, out var timestamp);
        Assert.Equal((uint)(before + expected), timestamp);
    }

    [Fact]
    public void Packets_of_before_the_switch_are_refused()
    {
        var timeline = Sending(out _, endsFrame: true);
        timeline.BeginSource(90_000, 77, FrameMicros);
        Assert.False(timeline.TryMap(89_999, 70, true, FrameMicros, out _, out _));
    }

    [Fact]
    public void A_dropped_packet_leaves_no_hole_when_nothing_is_missing_before_it()
    {
        var timeline = Sending(out var last, endsFrame: true);
        timeline.BeginSource(100, 0, 0);
        Assert.True(timeline.TryMap(100, 0, true, 0, out var first, out _));
        Assert.True(timeline.Drop(101));
        Assert.True(timeline.Drop(102));
        Assert.True(timeline.TryMap(103, 9, true, 0, out var second, out _));
        Assert.Equal((ushort)(first + 1), second);
        Assert.False(timeline.TryMap(101, 3, true, 0, out _, out _));
        Assert.Equal((ushort)(last + 1), first);
    }

    [Fact]
    public void A_packet_late_behind_a_drop_gets_the_number_it_would_have_had()
    {
        var timeline = new OutgoingTimeline(Clock, Frame, 10, 0);
        timeline.BeginSource(100, 0, 0);
        timeline.TryMap(100, 0, true, 0, out _, out _);
        timeline.TryMap(102, 6, true, 0, out var afterGap, out _);
        Assert.True(timeline.Drop(103));
        Assert.True(timeline.TryMap(101, 3, true, 0, out var late, out _));
        Assert.Equal((12, 11), (afterGap, late));
        timeline.TryMap(104, 9, true, 0, out var next, out _);
        Assert.Equal(13, next);
    }

    [Fact]
    public void A_drop_behind_a_gap_leaves_its_hole_because_the_missing_packet_may_still_come()
    {
        var timeline = new OutgoingTimeline(Clock, Frame, 10, 0);
        timeline.BeginSource(100, 0, 0);
        timeline.TryMap(100, 0, true, 0, out _, out _);
        Assert.False(timeline.Drop(102));
        timeline.TryMap(103, 9, true, 0, out var next, out _);
        timeline.TryMap(101, 3, true, 0, out var late, out _);
        Assert.Equal((13, 11), (next, late));
    }

    [Fact]
    public void Whatever_is_switched_dropped_or_reordered_the_receiver_sees_one_stream() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            new Stream(seed).Run();
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static OutgoingTimeline Sending(out ushort last, bool endsFrame)
    {
        var timeline = new OutgoingTimeline(Clock, Frame, 65_530, uint.MaxValue - 10_000);
        timeline.BeginSource(1, 5_000, 0);
        last = 0;
        for (var i = 0; i < 9; i++)
        {
            Assert.True(timeline.TryMap(1 + i, (uint)(5_000 + (i / 3 * Frame)), i % 3 == 2 && (i < 8 || endsFrame), 0, out last, out _));
        }

        return timeline;
    }

    /// <summary>A random life of a slot: sources begin, lose, reorder, skip layers and end, over all wrap-arounds.</summary>
    private sealed class Stream(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<long, (int Source, long Sequence)> _delivered = [];
        private readonly PacketHistory _history = new();
        private SequenceUnwrapper _outgoing;
        private long _now = 1;
        private long _newestTimestamp = long.MinValue;
        private TimestampUnwrapper _timestamps;

        public void Run()
        {
            var timeline = new OutgoingTimeline(
                Clock, Frame, (ushort)_random.Next(65_536), (uint)_random.NextInt64(0x1_0000_0000));
            for (var source = 0; source < 12; source++)
            {
                RunSource(timeline, source);
            }
        }

        private void RunSource(OutgoingTimeline timeline, int source)
        {
            var unwrapper = default(SequenceUnwrapper);
            var sequence = (ushort)_random.Next(65_536);
            var timestamp = (uint)_random.NextInt64(0x1_0000_0000);
            var packets = new List<(ushort Sequence, uint Timestamp, bool Marker, bool Dropped)>();
            for (var frame = 0; frame < _random.Next(2, 12); frame++, timestamp += Frame)
            {
                var dropped = frame > 0 && _random.Next(3) == 0;
                var count = _random.Next(1, 4);
                for (var i = 0; i < count; i++)
                {
                    packets.Add((sequence++, timestamp, i == count - 1, dropped));
                }
            }

            if (packets.Count > 2 && _random.Next(2) == 0)
            {
                packets.RemoveAt(packets.Count - 1); // the source ends in the middle of a frame
            }

            for (var swaps = _random.Next(4); swaps > 0 && packets.Count > 3; swaps--)
            {
                var at = _random.Next(1, packets.Count - 1);
                (packets[at], packets[at + 1]) = (packets[at + 1], packets[at]);
            }

            _now += _random.Next(0, 200_000);
            var begin = unwrapper.Unwrap(packets[0].Sequence);
            uint? aligned = _random.Next(2) == 0 ? timeline.NewestTimestamp + (uint)_random.Next(-9_000, 18_000) : null;
            timeline.BeginSource(begin, packets[0].Timestamp, _now, aligned);
            var isFirst = true;
            foreach (var packet in packets)
            {
                _now += _random.Next(0, 20_000);
                if (!isFirst && _random.Next(20) == 0)
                {
                    continue; // lost before it reached the server
                }

                var unwrapped = unwrapper.Unwrap(packet.Sequence);
                if (packet.Dropped)
                {
                    timeline.Drop(unwrapped, packet.Marker);
                    continue;
                }

                if (!timeline.TryMap(unwrapped, packet.Timestamp, packet.Marker, _now, out var outSequence, out var outTimestamp))
                {
                    continue;
                }

                Check(source, unwrapped, outSequence, outTimestamp, isFirst);
                isFirst = false;
            }
        }

        private void Check(int source, long sequence, ushort outSequence, uint outTimestamp, bool isFirst)
        {
            var number = _outgoing.Unwrap(outSequence);
            Assert.True(_delivered.TryAdd(number, (source, sequence)), "two packets with one number");
            foreach (var (otherNumber, other) in _delivered)
            {
                Assert.Equal(
                    otherNumber.CompareTo(number),
                    other.Source == source ? other.Sequence.CompareTo(sequence) : other.Source.CompareTo(source));
            }

            var time = _timestamps.Unwrap(outTimestamp);
            if (isFirst && _newestTimestamp != long.MinValue)
            {
                Assert.True(time >= _newestTimestamp + Frame, "a switch went back in time");
            }

            _newestTimestamp = Math.Max(_newestTimestamp, time);
            _history.Add(outSequence, new SentPacket((uint)source, sequence, outTimestamp, default, false), _now);
            Assert.True(_history.TryGet(outSequence, out var sent));
            Assert.Equal(((uint)source, sequence), (sent.SourceKey, sent.SourceSequence));
        }
    }
}
