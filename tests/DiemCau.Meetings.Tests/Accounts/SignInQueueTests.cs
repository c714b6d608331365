using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>An address from which many passwords were wrong is served one at a time, and nobody behind it is refused but by the length of the line.</summary>
public sealed class SignInQueueTests : IDisposable
{
    private const int Tries = 3;
    private const int LongestLine = 50;

    private readonly AdjustableTime _time = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private readonly SignInQueue _queue;

    public SignInQueueTests() => _queue = new(_cache, Options.Create(new AccountsOptions { AttemptsPerMinute = Tries }), _time);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Before_so_many_were_wrong_all_are_served_at_once()
    {
        Fail(Tries - 1);
        var turns = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Enter()));
        Assert.All(turns, turn => Assert.NotNull(turn.Turn));
    }

    [Fact]
    public async Task After_it_one_comes_after_the_other_in_the_order_in_which_they_came()
    {
        Fail(Tries);
        var (first, _) = await Enter();
        var (second, third) = (Enter(), Enter());
        Assert.False(second.IsCompleted || third.IsCompleted);

        first!.Dispose();
        using (var turn = (await second).Turn)
        {
            Assert.NotNull(turn);
            Assert.False(third.IsCompleted);
        }

        Assert.NotNull((await third).Turn);
    }

    [Fact]
    public async Task The_line_has_an_end_and_says_when_to_come_again()
    {
        Fail(Tries);
        var (first, _) = await Enter();
        var waiting = Enumerable.Range(0, LongestLine).Select(_ => Enter()).ToList();

        var (turn, refusal) = await Enter();

        Assert.Null(turn);
        Assert.Equal("too_many_attempts", refusal?.Code);
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        first!.Dispose();
        foreach (var one in waiting)
        {
            (await one).Turn!.Dispose();
        }
    }

    [Fact]
    public async Task Who_gives_up_gives_the_place_in_the_line_back()
    {
        Fail(Tries);
        var (first, _) = await Enter();
        using var gone = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, LongestLine).Select(_ => Enter(gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var one in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        var next = Enter();
        first!.Dispose();
        Assert.NotNull((await next).Turn);
    }

    [Fact]
    public async Task Neither_another_address_nor_a_machine_that_is_known_stands_in_the_line()
    {
        Fail(Tries);
        await Enter();
        Assert.NotNull((await _queue.EnterAsync(From("10.0.0.2"), isKnownDevice: false)).Turn);
        Assert.NotNull((await _queue.EnterAsync(From("10.0.0.1"), isKnownDevice: true)).Turn);
    }

    [Fact]
    public async Task A_minute_later_the_address_is_like_any_other()
    {
        Fail(Tries);
        await Enter();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Enter().IsCompleted);
        Fail(Tries - 1);
        Assert.True(Enter().IsCompleted);
    }

    private void Fail(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _queue.Failed(From("10.0.0.1"));
        }
    }

    private Task<(IDisposable? Turn, Refusal? Refusal)> Enter(CancellationToken aborted = default) => _queue.EnterAsync(From("10.0.0.1", aborted), isKnownDevice: false);

    private static DefaultHttpContext From(string address, CancellationToken aborted = default) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) }, RequestAborted = aborted };
}
