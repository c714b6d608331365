using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Tests.Shared;

public sealed class RateTests
{
    private readonly AdjustableTime _time = new();

    [Fact]
    public void A_client_sends_as_many_requests_of_a_kind_in_a_minute_as_are_allowed()
    {
        var rates = Rates(("look", 3));

        Assert.Equal([null, null, null], new[] { rates.Count("look", "a"), rates.Count("look", "a"), rates.Count("look", "a") });
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.InRange(rates.Count("look", "a")!.Value, TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(40));
        Assert.Null(rates.Count("look", "another"));

        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(rates.Count("look", "a"));
    }

    [Fact]
    public void Kinds_of_request_are_counted_each_by_itself()
    {
        var rates = Rates(("look", 1), ("ask", 1));
        rates.Count("look", "a");

        Assert.Null(rates.Count("ask", "a"));
        Assert.NotNull(rates.Count("look", "a"));
    }

    [Fact]
    public void So_many_are_wrong_at_once_and_one_more_each_while()
    {
        var tries = new WrongTries<string>(3, TimeSpan.FromSeconds(6), _time);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(tries.AreUsedUp("a"));
            tries.Count("a");
        }

        Assert.True(tries.AreUsedUp("a"));
        Assert.False(tries.AreUsedUp("another"));

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(tries.AreUsedUp("a"));
        tries.Count("a");
        Assert.True(tries.AreUsedUp("a"));

        _time.Advance(TimeSpan.FromSeconds(18));
        tries.Count("a");
        tries.Count("a");
        Assert.False(tries.AreUsedUp("a"));
    }

    [Fact]
    public void Many_clients_are_forgotten_when_their_minute_is_over()
    {
        var rates = Rates(("look", 1));
        for (var i = 0; i < 30_000; i++)
        {
            rates.Count("look", $"{i}");
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(rates.Count("look", "0"));
        Assert.NotNull(rates.Count("look", "0"));
    }

    private RequestRates Rates(params (string Kind, int PerMinute)[] rates)
    {
        var options = new RequestRateOptions();
        foreach (var (kind, perMinute) in rates)
        {
            options.PerMinute[kind] = perMinute;
        }

        return new(Options.Create(options), _time);
    }
}
