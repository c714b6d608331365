using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
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

/// <summary>"Vào họp" of those who are signed in: as a site of the unit they stand for, or by role or appointment.</summary>
internal static class OwnDoor
{
    private const string Why = "an account without any capacity in the meeting is refused";

    public static void Map(IEndpointRouteBuilder meeting)
    {
        meeting.MapGet("/door", ShowAsync).WithName("GetMeetingDoor").ForSignedIn(Why);
        meeting.MapPost("/participants", JoinAsync).WithName("JoinMeeting").ForSignedIn(Why)
            .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest));
    }

    private static async Task<Results<Ok<MeetingDoorView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingDoor door, CancellationToken cancellation)
    {
        var (meeting, offers) = await FindAsync(id, http, db, rights, cancellation);
        return offers.Count == 0 ? SessionRefusals.NotInvited : TypedResults.Ok(await door.ShowAsync(
            db, meeting!, offers, http.Connection.RemoteIpAddress, cancellation));
    }

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> JoinAsync(
        Guid id, MeetingJoin wish, HttpContext http, DiemCauDb db, Rights rights, MeetingDoor door, CancellationToken cancellation)
    {
        var (meeting, offers) = await FindAsync(id, http, db, rights, cancellation);
        return offers.Count == 0
            ? SessionRefusals.NotInvited
            : await door.EnterAsync(db, meeting!, offers, wish, SignedInAccount.Required(http.User).Id.ToString(), http, cancellation);
    }

    /// <summary>What does not exist is answered as what is others'.</summary>
    private static async Task<(Meeting? Meeting, IReadOnlyList<CapacityOffer> Offers)> FindAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var meeting = await MeetingDoor.FindAsync(db, id, cancellation);
        return meeting is null || meeting.Stage == MeetingStage.Draft
            ? (null, [])
            : (meeting, await MeetingCapacities.OfAsync(db, rights, SignedInAccount.Required(http.User), meeting, cancellation));
    }
}
