using System.Collections.Concurrent;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Shared;

/// <summary>What each kind of request is limited to, for each client of its own (<see cref="ClientAddress"/>).</summary>
internal sealed class RequestRateOptions
{
    public Dictionary<string, int> PerMinute { get; } = [];
}

/// <summary>
/// Counts requests of a kind in minutes that begin with a client's first. Reckoned when one comes: the framework's limiter has a timer that wakes the
/// process ten times a second, day and night.
/// </summary>
internal sealed class RequestRates(IOptions<RequestRateOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Minutes that are over are forgotten whenever there are this many more.</summary>
    private const int ForgottenAt = 10_000;

    private readonly ConcurrentDictionary<(string Kind, string Client), Window> _windows = new();
    private int _forgetAt = ForgottenAt;

    /// <summary>Counts one more.</summary>
    /// <returns>How long to wait, when it is one too many; null: it may pass.</returns>
    public TimeSpan? Count(string kind, string client)
    {
        var now = time.GetUtcNow();
        var window = _windows.AddOrUpdate(
            (kind, client),
            static (_, now) => new(now, 1),
            static (_, window, now) => now - window.From < Minute ? window with { Requests = window.Requests + 1 } : new(now, 1),
            now);
        if (_windows.Count > _forgetAt)
        {
            Forget(now);
        }

        return window.Requests > options.Value.PerMinute[kind] ? window.From + Minute - now : null;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var one in _windows)
        {
            if (now - one.Value.From >= Minute)
            {
                _windows.TryRemove(one);
            }
        }

        _forgetAt = _windows.Count + ForgottenAt;
    }

    private readonly record struct Window(DateTimeOffset From, long Requests);
}

/// <param name="Kind">Of request, as its slice has named it in <see cref="RequestRateOptions"/>.</param>
internal sealed record RequestRate(string Kind);

internal static class RequestRateExtensions
{
    /// <summary>Limits these endpoints together, by a rate that their slice has named. The innermost name counts.</summary>
    public static TBuilder LimitedTo<TBuilder>(this TBuilder endpoints, string kind) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequestRate(kind));

    /// <summary>Goes after the routing, which finds out what a request wants.</summary>
    public static IApplicationBuilder UseRequestRates(this IApplicationBuilder app)
    {
        var rates = app.ApplicationServices.GetRequiredService<RequestRates>();
        return app.Use((http, next) =>
            http.GetEndpoint()?.Metadata.GetMetadata<RequestRate>() is { } rate && rates.Count(rate.Kind, ClientAddress.PartitionOf(http)) is { } wait
                ? Refusals.TooManyAttempts(wait).ExecuteAsync(http)
                : next(http));
    }
}
