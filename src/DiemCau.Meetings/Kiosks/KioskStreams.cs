using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Kiosks;

/// <summary>One stream of events to each kiosk, by which it hears at once that there is something new for it. A newer one ends the older.</summary>
internal sealed class KioskStreams(KioskKeys keys, IHostApplicationLifetime application, TimeProvider time) : ISiteCallEvents, IHelpEvents
{
    /// <summary>Shorter than the minute after which proxies cut a silent connection; a key that another server revoked is noticed by then.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(25);

    /// <summary>Ask for the page again.</summary>
    private const string Changed = "changed";

    private const string Alive = "alive";

    private readonly ConcurrentDictionary<Guid, Listener> _listeners = new();

    public static void Map(IEndpointRouteBuilder kiosk) => kiosk.MapGet("/events", Listen).WithName("ListenAsKiosk")
        .ForKiosk("that something has changed for it, and not what")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    public void Called(IReadOnlyCollection<Guid> siteIds)
    {
        foreach (var listener in _listeners.Values.Where(listener => siteIds.Contains(listener.Kiosk.SiteId)))
        {
            listener.Tell();
        }
    }

    void IHelpEvents.Changed(Guid siteId) => Called([siteId]);

    /// <summary>Its key opens nothing any more.</summary>
    public void End(Guid kioskId)
    {
        if (_listeners.TryRemove(kioskId, out var listener))
        {
            listener.End();
        }
    }

    private static ServerSentEventsResult<string> Listen(HttpContext http, KioskStreams streams, CancellationToken cancellation)
    {
        var listener = new Listener(SignedInKiosk.Required(http.User));
        streams._listeners.AddOrUpdate(listener.Kiosk.Id, listener, (_, older) =>
        {
            older.End();
            return listener;
        });
        return TypedResults.ServerSentEvents(streams.StreamAsync(listener, cancellation));
    }

    private async IAsyncEnumerable<SseItem<string>> StreamAsync(Listener listener, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A server that stops does not wait for streams that never end.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, application.ApplicationStopping);
        try
        {
            // What was missed before the stream began is on the page.
            yield return new("", Changed);
            while (await listener.NextAsync(SignOfLife, time, ends.Token) is { } kind)
            {
                if (kind == Alive && (await keys.RevokedAmongAsync([listener.Kiosk.Id], ends.Token)).Count > 0)
                {
                    yield break;
                }

                yield return new("", kind);
            }
        }
        finally
        {
            _listeners.TryRemove(new(listener.Kiosk.Id, listener));
        }
    }

    private sealed class Listener(SignedInKiosk kiosk)
    {
        // Told several times before it has looked, it looks once.
        private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public SignedInKiosk Kiosk => kiosk;

        public void Tell() => _told.Writer.TryWrite(true);

        public void End() => _told.Writer.TryComplete();

        /// <returns>The event's name; null: the stream ends.</returns>
        public async Task<string?> NextAsync(TimeSpan patience, TimeProvider time, CancellationToken ends)
        {
            using var silence = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, ends);
            try
            {
                await _told.Reader.ReadAsync(either.Token);
                return Changed;
            }
            catch (ChannelClosedException)
            {
                return null;
            }
            catch (OperationCanceledException)
            {
                return ends.IsCancellationRequested ? null : Alive;
            }
        }
    }
}
