using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Tests.Rtp;

public sealed class ReceptionTests
{
    [Fact]
    public void Sequence_numbers_unwrap_over_reordering_and_wrap_around()
    {
        var unwrapper = default(SequenceUnwrapper);
        var first = unwrapper.Unwrap(65_534);
        Assert.Equal(first + 3, unwrapper.Unwrap(1));
        Assert.Equal(first + 1, unwrapper.Unwrap(65_535));
        Assert.Equal(first + 2, unwrapper.Peek(0));
        Assert.Equal(first + 3, unwrapper.Highest);
        Assert.Equal(first - 1, unwrapper.Unwrap(65_533));
    }

    [Fact]
    public void Timestamps_unwrap_over_wrap_around()
    {
        var unwrapper = default(TimestampUnwrapper);
        var first = unwrapper.Unwrap(uint.MaxValue - 10);
        Assert.Equal(first + 3_000, unwrapper.Unwrap(2_989));
        Assert.Equal(first, unwrapper.Unwrap(uint.MaxValue - 10));
    }

    [Fact]
    public void Loss_is_counted_over_the_wrap_around_and_per_interval()
    {
        var statistics = new ReceptionStatistics(90_000);
        for (var i = 0; i < 100; i++)
        {
            if (i % 4 != 3)
            {
                statistics.OnPacket((ushort)(65_500 + i), (uint)(i * 3_000), i * 33_333);
            }
        }

        var report = statistics.Report(5, 4_000_000);
        Assert.Equal(24, report.CumulativeLost); // the hundredth was lost too, but nothing came after it
        Assert.Equal(24 * 256 / 99, report.FractionLost);
        Assert.Equal(0x1_0000u + 62, report.HighestSequence);
        for (var i = 100; i < 150; i++)
        {
            statistics.OnPacket((ushort)(65_500 + i), (uint)(i * 3_000), i * 33_333);
        }

        report = statistics.Report(5, 6_000_000);
        Assert.Equal(25, report.CumulativeLost);
        Assert.Equal(256 / 51, report.FractionLost);
    }

    [Fact]
    public void Even_arrivals_have_no_jitter_and_uneven_ones_approach_their_mean()
    {
        var even = new ReceptionStatistics(90_000);
        var uneven = new ReceptionStatistics(90_000);
        for (var i = 0; i < 500; i++)
        {
            even.OnPacket((ushort)i, uint.MaxValue - 9_000 + (uint)(i * 900), i * 10_000);
            uneven.OnPacket((ushort)i, (uint)(i * 900), (i * 10_000) + (i % 2 * 5_000));
        }

        Assert.InRange(even.Jitter, 0u, 1u);
        Assert.InRange(uneven.JitterMicros, 4_500, 5_200);
    }

    [Fact]
    public void A_source_that_starts_its_numbers_anew_is_no_loss()
    {
        var statistics = new ReceptionStatistics(48_000);
        for (var i = 0; i < 10; i++)
        {
            statistics.OnPacket((ushort)i, 0, i);
        }

        statistics.OnPacket(40_000, 0, 11);
        statistics.OnPacket(40_001, 0, 12);
        statistics.OnPacket(40_002, 0, 13);
        Assert.Equal(0, statistics.Lost);
        Assert.Equal(2, statistics.Received);
    }

    [Fact]
    public void A_round_trip_is_what_remains_after_the_receivers_own_delay()
    {
        const long sentAt = 5_000_000_000_123;
        var statistics = new ReceptionStatistics(90_000);
        statistics.OnPacket(1, 1, 100);
        statistics.OnSenderReport(NtpTime.FromMicros(sentAt), 700_000);
        var report = statistics.Report(1, 950_000);
        Assert.InRange(report.RoundTrip(sentAt + 250_000 + 80_000)!.Value, 79_900, 80_100);
        Assert.Null(default(ReportBlock).RoundTrip(sentAt));
    }

    [Fact]
    public void Ntp_times_keep_microseconds()
    {
        foreach (var micros in new long[] { 0, 1, 999_999, 1_000_000, 1_234_567_890_123 })
        {
            Assert.Equal(micros, NtpTime.ToMicros(NtpTime.FromMicros(micros)));
        }
    }

    [Fact]
    public void A_senders_clock_is_found_by_the_report_that_was_delayed_least()
    {
        var wall = new SenderWallClock();
        var camera = new RemoteClock(90_000, wall);
        var microphone = new RemoteClock(48_000, wall);
        const long skew = 7_000_000_000;
        long[] delays = [80_000, 30_000, 120_000, 45_000];
        for (var i = 0; i < delays.Length; i++)
        {
            var sender = 1_000_000L * (i + 1);
            camera.OnSenderReport(NtpTime.FromMicros(sender + skew), TimestampAt(sender), sender + delays[i]);
            microphone.OnSenderReport(NtpTime.FromMicros(sender + skew), (uint)(sender * 48 / 1_000), sender + delays[i] + 1_000);
        }

        Assert.True(camera.TryMap(TimestampAt(5_000_000), out var picture));
        Assert.True(microphone.TryMap((uint)(5_000_000L * 48 / 1_000), out var sound));
        Assert.InRange(picture, 5_029_990, 5_030_010);
        Assert.InRange(sound - picture, -30, 30);
        Assert.True(camera.TryMapBack(picture, out var timestamp));
        Assert.InRange(timestamp - TimestampAt(5_000_000) + 2, 0u, 4u);
    }

    [Fact]
    public void Without_a_report_nothing_is_mapped()
    {
        var clock = new RemoteClock(90_000);
        clock.OnSenderReport(0, 0, 10);
        Assert.False(clock.TryMap(1, out _));
        Assert.False(clock.TryMapBack(1, out _));
    }

    /// <summary>At 90 kHz, wrapping within the first second.</summary>
    private static uint TimestampAt(long micros) => unchecked((uint)(4_294_900_000 + (micros * 9 / 100)));
}
