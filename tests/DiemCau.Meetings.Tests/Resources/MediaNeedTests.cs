using DiemCau.Meetings.Resources;

namespace DiemCau.Meetings.Tests.Resources;

public sealed class MediaNeedTests
{
    private static readonly CapacityRule Rule = new() { StreamsPerSite = 2, KbpsPerStream = 1500 };
    private static readonly DateTimeOffset Eight = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_meeting_needs_a_port_for_each_site_and_streams_and_megabits_for_what_they_see() =>
        Assert.Equal(new MediaNeed(250, 500, 750), MediaNeed.Of(250, Rule));

    [Theory]
    [InlineData(100, 1000, 1000, 100)]
    [InlineData(1000, 100, 1000, 50)]
    [InlineData(1000, 1000, 100, 33)]
    [InlineData(0, 1000, 1000, 0)]
    [InlineData(-5, 10, 10, 0)]
    public void As_many_sites_fit_as_the_scarcest_allows(int ports, int streams, int mbps, int sites) =>
        Assert.Equal(sites, new MediaNeed(ports, streams, mbps).SitesThatFit(Rule));

    [Fact]
    public void What_runs_out_first_is_named() =>
        Assert.Equal(MediaKind.Streams, new MediaNeed(100, 20, 500).Scarcest(MediaNeed.Of(50, Rule)));

    [Fact]
    public void The_busiest_moment_counts_not_the_sum_of_all_that_touch_the_time()
    {
        var usage = new Usage(
        [
            (Eight, Eight.AddHours(2), new(10, 0, 0)),
            (Eight.AddHours(2), Eight.AddHours(4), new(30, 0, 0)),
            (Eight.AddHours(3), Eight.AddHours(5), new(5, 0, 0)),
        ]);

        Assert.Equal(35, usage.Busiest(Eight, Eight.AddHours(5)).Ports);
        Assert.Equal(10, usage.Busiest(Eight, Eight.AddHours(2)).Ports);
        Assert.Equal(0, usage.Busiest(Eight.AddHours(5), Eight.AddHours(6)).Ports);
        Assert.Equal([0, 10, 30, 35, 5, 0], usage.Steps(Eight.AddHours(-1), Eight.AddHours(9)).Select(step => step.Taken.Ports));
    }

    [Fact]
    public void What_a_machine_carries_is_a_share_of_what_it_was_measured_to_send_and_no_more_than_its_line()
    {
        Assert.Equal(1002, NodeMeasurement.Capacity(new(680_000, null), Rule).Ports);
        Assert.Equal(266, NodeMeasurement.Capacity(new(680_000, 1000), Rule).Ports);
        Assert.Equal(1, NodeMeasurement.Capacity(new(0, null), Rule).Ports);
    }
}
