using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Sessions;

/// <summary>Brings calls to the browsers of those who stand for the called units, over one stream of events for each browser.</summary>
internal sealed class Ringing(IHostApplicationLifetime application, TimeProvider time)
{
    /// <summary>A call that nobody has answered for so long rings no more; a browser that comes within this time still hears it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Streams that one account may hold open: a site's PC, its second screen, the office.</summary>
    private const int MostStreams = 10;

    /// <summary>A page that has slept through more than this has the rest on the meeting's page.</summary>
    private const int MostPending = 16;

    /// <summary>Shorter than the minute after which proxies cut a silent connection; it also finds browsers that are gone.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<Guid, Listener> _listeners = new();

    /// <param name="Id">Of the call.</param>
    /// <param name="MainSite">Where the meeting is held; null: it has none.</param>
    /// <param name="By">Who calls.</param>
    internal sealed record CallView(Guid Id, Guid MeetingId, string Title, string? MainSite, Guid SiteId, string SiteName, DateTimeOffset At, string By);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calls", ListenAsync).WithName("ListenForCalls").WithTags("Sessions")
        .ForSignedIn("calls to the sites of the account's own units")
        .Produces<CallView>(StatusCodes.Status200OK, "text/event-stream");

    /// <summary>Rings wherever somebody of the unit listens on this server.</summary>
    public void Ring(Guid unitId, CallView call) => Tell(listener => listener.Units.Contains(unitId), new("call", call));

    /// <summary>The site has come in by some machine: nobody needs to answer any more.</summary>
    public void Answered(Guid meetingId, Guid siteId) => Tell(
        listener => listener.Rings.ContainsKey((meetingId, siteId)), new("answered", new(default, meetingId, "", null, siteId, "", time.GetUtcNow(), "")));

    private void Tell(Func<Listener, bool> concerned, Happening happening)
    {
        foreach (var listener in _listeners.Values.Where(concerned))
        {
            listener.Tell(happening);
        }
    }

    private static async Task<Results<ServerSentEventsResult<CallView?>, StatusCodeHttpResult>> ListenAsync(
        HttpContext http, DiemCauDb db, Ringing ringing, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if (ringing._listeners.Values.Count(listener => listener.AccountId == account.Id) >= MostStreams)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var units = await Rights.UnitsHeldBy(db, account.Id, Permission.AcknowledgeNotices).ToHashSetAsync(cancellation);
        var (id, listener) = (Guid.NewGuid(), new Listener(account.Id, units));
        // It hears from now on, so that no call falls between what is read and what is told.
        ringing._listeners[id] = listener;
        try
        {
            foreach (var call in await PendingAsync(db, units, ringing.Now - Patience, cancellation))
            {
                listener.Tell(new("call", call));
            }
        }
        catch
        {
            ringing._listeners.TryRemove(id, out _);
            throw;
        }

        return TypedResults.ServerSentEvents(ringing.StreamAsync(id, listener, cancellation));
    }

    /// <summary>Calls to the units' sites that nobody has answered yet, the last of each site.</summary>
    private static async Task<IReadOnlyList<CallView>> PendingAsync(
        DiemCauDb db, IReadOnlySet<Guid> units, DateTimeOffset since, CancellationToken cancellation)
    {
        var (sites, connections) = (db.MeetingSites, db.Connections);
        var calls = await (
            from call in db.Set<SiteCall>()
            join meeting in db.Meetings on call.MeetingId equals meeting.Id
            join site in sites on new { call.MeetingId, call.SiteId } equals new { site.MeetingId, site.SiteId }
            where units.Contains(call.UnitId) && call.CalledAt >= since && MeetingWay.Coming.Contains(meeting.Stage)
                && !connections.Any(one => one.MeetingId == call.MeetingId && one.SiteId == call.SiteId && one.Capacity == Capacity.Site && one.LeftAt == null)
            orderby call.CalledAt
            select new CallView(
                call.Id, call.MeetingId, meeting.Title,
                sites.Where(main => main.MeetingId == call.MeetingId && main.Role == SiteRole.Main).Select(main => main.Name).FirstOrDefault(),
                call.SiteId, site.Name, call.CalledAt, call.CalledBy)).ToListAsync(cancellation);
        return [.. calls.GroupBy(call => (call.MeetingId, call.SiteId)).Select(site => site.Last())];
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private async IAsyncEnumerable<SseItem<CallView?>> StreamAsync(Guid id, Listener listener, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A server that stops does not wait for streams that never end.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, application.ApplicationStopping);
        try
        {
            while (await listener.NextAsync(SignOfLife, time, ends.Token) is { } happening)
            {
                yield return new(happening.Call, happening.Kind);
            }
        }
        finally
        {
            _listeners.TryRemove(id, out _);
        }
    }

    /// <param name="Kind">The event's name: call, answered, alive.</param>
    private sealed record Happening(string Kind, CallView? Call = null);

    private sealed class Listener(Guid accountId, IReadOnlySet<Guid> units)
    {
        private readonly Channel<Happening> _happenings =
            Channel.CreateBounded<Happening>(new BoundedChannelOptions(MostPending) { FullMode = BoundedChannelFullMode.DropOldest });

        public Guid AccountId => accountId;

        public IReadOnlySet<Guid> Units => units;

        /// <summary>The sites that ring there.</summary>
        public ConcurrentDictionary<(Guid Meeting, Guid Site), bool> Rings { get; } = new();

        public void Tell(Happening happening)
        {
            if (happening.Call is { } call)
            {
                _ = happening.Kind == "call" ? Rings[(call.MeetingId, call.SiteId)] = true : Rings.TryRemove((call.MeetingId, call.SiteId), out _);
            }

            _happenings.Writer.TryWrite(happening);
        }

        /// <returns>Null: the stream ends.</returns>
        public async Task<Happening?> NextAsync(TimeSpan patience, TimeProvider time, CancellationToken ends)
        {
            using var waits = CancellationTokenSource.CreateLinkedTokenSource(ends);
            using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), waits, patience, Timeout.InfiniteTimeSpan);
            try
            {
                return await _happenings.Reader.ReadAsync(waits.Token);
            }
            catch (OperationCanceledException)
            {
                return ends.IsCancellationRequested ? null : new("alive");
            }
        }
    }
}
