using Xunit.Abstractions;

namespace DiemCau.Media.Tests.Congestion;

/// <summary>The estimator against a seeded line under a fake clock. docs/media/bandwidth.md shows these runs as drawings.</summary>
public sealed class SendSideEstimateTests(ITestOutputHelper output)
{
    private static readonly CapacityStep[] Steps = [new(0, 3_000), new(25, 500), new(55, 2_000)];

    [Theory]
    [InlineData("steps", 40, 300, 0, 0.0, 1.0)]
    [InlineData("steps-jitter", 60, 300, 20, 0.0, 1.0)]
    [InlineData("steps-long-way", 200, 300, 0, 0.0, 1.0)]
    [InlineData("steps-random-loss", 60, 300, 0, 0.10, 1.0)]
    [InlineData("steps-bursty-loss", 60, 300, 0, 0.10, 5.0)]
    public void Three_seconds_after_the_line_changes_the_estimate_is_within_a_fifth_of_it(
        string name, int roundTripMs, int queueMs, int jitterMs, double loss, double burst)
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = Steps, RoundTripMs = roundTripMs, QueueMs = queueMs, JitterMs = jitterMs, Loss = loss, BurstLength = burst },
            seed: 2, wanted: 4_000_000).Run(80).Keep(name);
        Print(call);
        foreach (var (second, capacity) in (ReadOnlySpan<(double, int)>)[(3.5, 3_000), (24, 3_000), (28.5, 500), (50, 500), (58.5, 2_000), (75, 2_000)])
        {
            Assert.InRange(call.KbpsAround(second), capacity * 0.8, capacity * 1.2);
        }

        Assert.InRange(call.QueueP95Ms, 0, 100);
    }

    [Fact]
    public void A_line_with_a_deep_queue_is_not_filled()
    {
        var call = new EmulatedCall(new LineShape { Capacity = Steps, QueueMs = 2_000 }, seed: 3, wanted: 4_000_000).Run(80).Keep("bufferbloat");
        Print(call);
        Assert.InRange(call.QueueP95Ms, 0, 100);
        Assert.InRange(call.KbpsAround(28.5), 400, 600);
    }

    [Fact]
    public void Another_flow_gets_its_share_and_ours_comes_back_when_it_is_gone()
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = [new(0, 2_000)], Competing = (1_000, 15, 35) }, seed: 3, wanted: 4_000_000).Run(50).Keep("competing");
        Print(call);
        Assert.InRange(call.KbpsAround(30), 650, 1_250);
        Assert.InRange(call.KbpsAround(40), 1_600, 2_400);
        Assert.InRange(call.QueueP95Ms, 0, 100);
    }

    [Fact]
    public void On_a_good_line_the_wanted_layer_is_known_to_fit_within_a_second()
    {
        var call = new EmulatedCall(new LineShape { Capacity = [new(0, 20_000)] }, seed: 1, wanted: 1_900_000, layers: [150_000, 500_000, 1_700_000])
            .Run(5).Keep("good-line");
        Print(call);
        Assert.True(call.Trace.First(point => point.EstimateKbps > 1_900).Second <= 1);
        Assert.All(call.Trace.Where(point => point.Second > 1), point => Assert.True(point.EstimateKbps > 1_900, $"{point}"));
    }

    [Fact]
    public void A_source_that_sends_little_keeps_what_the_line_was_found_to_carry()
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = [new(0, 5_000)], JitterMs = 10 }, seed: 1, wanted: 300_000, layers: [200_000]).Run(60);
        Print(call);
        Assert.All(call.Trace.Where(point => point.Second > 2), point => Assert.True(point.EstimateKbps >= 300, $"{point}"));
    }

    [Fact]
    public void Layers_come_back_when_the_line_does()
    {
        var call = new EmulatedCall(new LineShape { Capacity = Steps }, seed: 4, wanted: 1_900_000, layers: [150_000, 500_000, 1_700_000])
            .Run(80).Keep("layers");
        Print(call);
        Assert.True(call.KbpsAround(24) > 1_750);
        Assert.InRange(call.KbpsAround(50), 350, 600);
        Assert.True(call.KbpsAround(59) > 1_500);
        Assert.InRange(call.QueueP95Ms, 0, 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Loss_without_a_queue_costs_no_layer(int seed)
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = [new(0, 5_000)], Loss = 0.1 }, seed, wanted: 700_000, layers: [150_000, 500_000]).Run(60);
        Print(call);
        Assert.All(call.Trace.Where(point => point.Second > 2), point => Assert.True(point.EstimateKbps > 550, $"{point}"));
    }

    [Fact]
    public void A_line_that_drops_what_is_too_much_without_a_queue_is_followed()
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = [new(0, 3_000), new(20, 600)], QueueMs = 12 }, seed: 1, wanted: 4_000_000).Run(60);
        Print(call);
        Assert.InRange(call.KbpsAround(40), 450, 800);
        Assert.InRange(call.KbpsAround(55), 450, 800);
    }

    [Fact]
    public void A_line_on_which_nothing_fits_any_more_is_asked_again()
    {
        var call = new EmulatedCall(
            new LineShape { Capacity = [new(0, 1_000), new(10, 40), new(11, 1_000)] }, seed: 1, wanted: 400_000, layers: [250_000], hasVoice: false).Run(20);
        Print(call);
        Assert.Contains(call.Trace, point => point is { Second: > 10 and < 12, EstimateKbps: < 250, SentKbps: 0 });
        Assert.All(call.Trace.Where(point => point.Second > 14), point => Assert.True(point.EstimateKbps > 300, $"{point}"));
    }

    /// <summary>
    /// The lines of the weak-line benchmark, and what goes over them there: layers that pause and come back with everything since their
    /// last key frame, repairs, and reports that are lost as packets are. Chance has its part in single runs: of twenty, nine tenths.
    /// </summary>
    [Theory]
    [InlineData("meeting", 300, 0, 0.0, 1.0)]
    [InlineData("meeting-jitter", 300, 20, 0.0, 1.0)]
    [InlineData("meeting-random-loss", 300, 0, 0.10, 1.0)]
    [InlineData("meeting-bursty-loss", 300, 0, 0.10, 5.0)]
    [InlineData("meeting-deep-queue", 2_000, 0, 0.0, 1.0)]
    public void A_weak_line_is_known_three_seconds_after_a_step_though_pictures_pause_and_reports_are_lost(
        string name, int queueMs, int jitterMs, double loss, double burst)
    {
        const int Runs = 20;
        var line = new LineShape
        {
            Capacity = [new(0, 3_000), new(23, 500), new(48, 2_000)],
            RoundTripMs = 200, QueueMs = queueMs, JitterMs = jitterMs, Loss = loss, BurstLength = burst, LosesReports = true,
        };
        List<double> shares = [];
        List<int> waits = [];
        for (var seed = 1; seed <= Runs; seed++)
        {
            var call = new EmulatedCall(line, seed, new ServerPicture([171_000, 570_000, 1_937_000], seed)).Run(68);
            shares.AddRange([call.KbpsAround(6.5) / 3_000, call.KbpsAround(26.5) / 500, call.KbpsAround(51.5) / 2_000]);
            waits.Add(call.QueueP95Ms);
            if (seed == 1)
            {
                Print(call.Keep(name));
            }
        }

        var good = shares.Count(static share => share is >= 0.8 and <= 1.2);
        Assert.True(good >= shares.Count * 9 / 10, string.Join(' ', shares.Select(static share => $"{share:P0}")));
        Assert.InRange(waits.Order().ElementAt(Runs / 2), 0, 100);
    }

    private void Print(EmulatedCall call)
    {
        output.WriteLine($"queue p95 {call.QueueP95Ms} ms");
        foreach (var point in call.Trace.Where((_, i) => i % 10 == 9 || i < 10))
        {
            output.WriteLine($"{point.Second,5:F1} s  line {point.AvailableKbps,5}  estimate {point.EstimateKbps,5}  sent {point.SentKbps,5}  queue {point.QueueMs,4} ms");
        }
    }
}
