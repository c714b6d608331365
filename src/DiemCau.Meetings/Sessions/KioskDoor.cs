using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Sessions;

/// <summary>The machine of a site comes in by its key: as its site, and as nothing else.</summary>
internal static class KioskDoor
{
    private const string Why = "a meeting in which its own site takes part, as that site";

    public static void Map(IEndpointRouteBuilder api)
    {
        var meeting = api.MapGroup("/kiosk/meetings/{id:guid}").WithTags("Kiosks").ForKiosk(Why);
        meeting.MapGet("/door", ShowAsync).WithName("GetKioskDoor");
        meeting.MapPost("/participants", JoinAsync).WithName("JoinByKiosk").WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest));
    }

    private static async Task<Results<Ok<MeetingDoorView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingDoor door, CancellationToken cancellation) =>
        await FindAsync(id, http, db, cancellation) is (var meeting, { } offer)
            ? TypedResults.Ok(await door.ShowAsync(db, meeting!, [offer], http.Connection.RemoteIpAddress, cancellation))
            : SessionRefusals.NotInvited;

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> JoinAsync(
        Guid id, MeetingJoin wish, HttpContext http, DiemCauDb db, MeetingDoor door, CancellationToken cancellation) =>
        await FindAsync(id, http, db, cancellation) is (var meeting, { } offer)
            ? await door.EnterAsync(db, meeting!, [offer], wish, SignedInKiosk.Required(http.User).Id.ToString(), http, cancellation)
            : SessionRefusals.NotInvited;

    /// <summary>What does not exist is answered as what is others'.</summary>
    private static async Task<(Meeting? Meeting, CapacityOffer? Offer)> FindAsync(Guid id, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var kiosk = SignedInKiosk.Required(http.User);
        var meeting = await MeetingDoor.FindAsync(db, id, cancellation);
        return meeting is not null && meeting.Stage != MeetingStage.Draft && meeting.Sites.FirstOrDefault(site => site.SiteId == kiosk.SiteId) is { } own
            ? (meeting, new(Capacity.Site, own))
            : (null, null);
    }
}
