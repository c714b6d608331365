using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>Brings calls to the browsers of those who stand for the called units, over one stream of events for each open page.</summary>
internal sealed class Ringing
{
    /// <summary>Streams that one account may hold open: a site's PC, its second screen, the office.</summary>
    private const int MostStreams = 10;

    /// <summary>A page that has slept through more than this has the rest on the meeting's page.</summary>
    private const int MostPending = 16;

    private readonly ConcurrentDictionary<Guid, Listener> _listeners = new();

    /// <param name="Capacity">As in the door's choices.</param>
    internal sealed record CallView(Guid MeetingId, string Title, Guid SiteId, string SiteName, DateTimeOffset At, string By);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calls", ListenAsync).WithName("ListenForCalls").WithTags("Sessions")
        .ForSignedIn("calls to the sites of the account's own units")
        .Produces<CallView>(StatusCodes.Status200OK, "text/event-stream");

    /// <summary>Rings wherever somebody of the unit listens on this server.</summary>
    public void Ring(Guid unitId, CallView call)
    {
        foreach (var listener in _listeners.Values.Where(listener => listener.Units.Contains(unitId)))
        {
            listener.Calls.Writer.TryWrite(call);
        }
    }

    private static async Task<Results<ServerSentEventsResult<CallView>, StatusCodeHttpResult>> ListenAsync(
        HttpContext http, DiemCauDb db, Ringing ringing, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if (ringing._listeners.Values.Count(listener => listener.AccountId == account.Id) >= MostStreams)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var units = await Rights.UnitsHeldBy(db, account.Id, Permission.AcknowledgeNotices).ToHashSetAsync(cancellation);
        return TypedResults.ServerSentEvents(ringing.StreamAsync(account.Id, units, cancellation));
    }

    private async IAsyncEnumerable<SseItem<CallView>> StreamAsync(
        Guid accountId, IReadOnlySet<Guid> units, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var listener = _listeners[id] = new(accountId, units, Channel.CreateBounded<CallView>(
            new BoundedChannelOptions(MostPending) { FullMode = BoundedChannelFullMode.DropOldest }));
        try
        {
            await foreach (var call in listener.Calls.Reader.ReadAllAsync(cancellation))
            {
                yield return new(call, "call");
            }
        }
        finally
        {
            _listeners.TryRemove(id, out _);
        }
    }

    private sealed record Listener(Guid AccountId, IReadOnlySet<Guid> Units, Channel<CallView> Calls);
}
