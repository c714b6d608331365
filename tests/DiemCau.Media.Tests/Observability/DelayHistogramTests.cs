using DiemCau.Media.Observability;

namespace DiemCau.Media.Tests.Observability;

public sealed class DelayHistogramTests
{
    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(262_144, 12)]
    [InlineData(262_145, 13)]
    [InlineData(90_000_000, 13)]
    public void A_delay_falls_into_the_first_bucket_whose_bound_holds_it(long microseconds, int bucket)
    {
        var histogram = new DelayHistogram();
        histogram.Record(microseconds, packets: 3);
        var counts = new long[DelayHistogram.Bounds.Count + 1];
        histogram.AddTo(counts);
        Assert.Equal(3, counts[bucket]);
        Assert.Equal(3, counts.Sum());
        Assert.True(bucket == DelayHistogram.Bounds.Count || Math.Max(0, microseconds) <= DelayHistogram.Bounds[bucket]);
    }

    [Fact]
    public void Packets_of_more_moments_than_a_batch_tells_apart_are_all_counted()
    {
        var histogram = new DelayHistogram();
        var departures = new BatchDelays(histogram);
        for (var arrival = 0; arrival < 200; arrival++)
        {
            departures.Add(arrival);
        }

        departures.Left(now: 1_000);
        Assert.True(departures.IsEmpty);
        var counts = new long[DelayHistogram.Bounds.Count + 1];
        histogram.AddTo(counts);
        Assert.Equal(200, counts.Sum());
    }
}
