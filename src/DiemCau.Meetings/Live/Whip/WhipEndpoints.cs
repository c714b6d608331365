using System.Text;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>The standard doors over HTTP: WHIP (RFC 9725) and WHEP, which differ in what the offer is for.</summary>
internal static class WhipEndpoints
{
    private const string Sdp = "application/sdp";
    private const string OptionsTell = "what to send, the same for every room";
    private const string Fragment = "application/trickle-ice-sdpfrag";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/whip/{roomId:guid}", ["OPTIONS"], Options).OpenToAll(OptionsTell);
        routes.MapMethods("/whep/{roomId:guid}", ["OPTIONS"], Options).OpenToAll(OptionsTell);

        var whip = Door(routes, WhipDoor.Name).ByLiveToken(LiveTokenAuthentication.Publishers);
        whip.MapPost("", async (Guid roomId, HttpContext http, WhipDoor door) =>
            await PostAsync(http, roomId, sdp => door.PublishAsync(roomId, http.LiveToken(), sdp, http.RequestAborted)))
            .Accepts<string>(Sdp).WithName("Whip");
        MapSession(whip, WhipDoor.Name);

        var whep = Door(routes, WhepDoor.Name).ByLiveToken(LiveTokenAuthentication.Players);
        whep.MapPost("", async (Guid roomId, string? slot, HttpContext http, WhepDoor door) =>
            await PostAsync(http, roomId, sdp => door.PlayAsync(roomId, http.LiveToken(), slot ?? "podium", sdp, http.RequestAborted)))
            .Accepts<string>(Sdp).WithName("Whep");
        MapSession(whep, WhepDoor.Name);
    }

    private static RouteGroupBuilder Door(IEndpointRouteBuilder routes, string name) => routes
        .MapGroup($"/{name}/{{roomId:guid}}")
        .DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(Join.LargestRequest));

    private static void MapSession(RouteGroupBuilder door, string name)
    {
        door.MapDelete("/{session}", (Guid roomId, string session, WhipSessions sessions, LiveConferences conferences, IMediaPlane media) =>
            EndAsync(name, roomId, session, sessions, conferences, media));
        door.MapPatch("/{session}", (Guid roomId, string session, HttpContext http, WhipSessions sessions, IMediaPlane media) =>
            RestartAsync(http, sessions.Find(name, roomId, session), sessions, media)).Accepts<string>(Fragment);
    }

    // Section 4.2: before a token is asked for, so that a browser's preflight and a curious client learn what to send.
    private static NoContentWithAccept Options() => new();

    private static async Task<IResult> PostAsync(
        HttpContext http, Guid roomId, Func<string, Task<(WhipSession? Session, string? Answer, Refusal? Refusal)>> begin)
    {
        if (http.LiveToken().RoomId != roomId)
        {
            return Refusals.Forbidden;
        }

        if (!IsType(http, Sdp))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var (session, answer, refusal) = await begin(await BodyAsync(http));
        if (session is null)
        {
            return refusal!;
        }

        http.Response.Headers.Location = $"/{session.Door}/{roomId}/{session.Id}";
        http.Response.Headers.ETag = session.IceTag;
        http.Response.Headers["Accept-Patch"] = Fragment;
        return Results.Text(answer, Sdp, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> EndAsync(
        string door, Guid roomId, string id, WhipSessions sessions, LiveConferences conferences, IMediaPlane media)
    {
        if (sessions.Find(door, roomId, id) is not { } session)
        {
            return Refusals.NotFound;
        }

        sessions.Remove(session);
        if (conferences.Here(session.ConferenceId) is { } live)
        {
            live.RemovePlayer(session.ParticipantId);
            await live.AskAsync((conference, now) => conference.Leave(session.ParticipantId, now));
        }

        media.Leave(session.ConferenceId, session.ParticipantId);
        return Results.Ok();
    }

    /// <summary>
    /// Section 4.3: new credentials in the fragment restart ICE, and the answer's are given back. Candidates of the present ICE session are
    /// taken and not needed: the server is ICE-lite and learns a client's addresses from its checks.
    /// </summary>
    private static async Task<IResult> RestartAsync(HttpContext http, WhipSession? session, WhipSessions sessions, IMediaPlane media)
    {
        if (session is null)
        {
            return Refusals.NotFound;
        }

        if (!IsType(http, Fragment))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var fragment = await BodyAsync(http);
        var (ufrag, password) = (SdpLines.Attribute(fragment, "ice-ufrag"), SdpLines.Attribute(fragment, "ice-pwd"));
        if (ufrag is null || password is null || ufrag == SdpLines.Attribute(session.Offer.Sdp, "ice-ufrag"))
        {
            var tag = http.Request.Headers.IfMatch.ToString();
            return tag.Length == 0 || tag == "*" || tag == session.IceTag
                ? Results.NoContent()
                : Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        }

        var restarted = session with { Offer = session.Offer with { Sdp = SdpLines.WithCredentials(session.Offer.Sdp, ufrag, password) } };
        var answered = media.Answer(session.ConferenceId, session.ParticipantId, restarted.Offer);
        if (answered.Sdp is null)
        {
            return LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown");
        }

        sessions.Replace(restarted);
        http.Response.Headers.ETag = restarted.IceTag;
        return Results.Text(SdpLines.Fragment(answered.Sdp), Fragment);
    }

    private static bool IsType(HttpContext http, string type) =>
        http.Request.ContentType?.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<string> BodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }

    internal sealed class NoContentWithAccept : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            httpContext.Response.Headers["Accept-Post"] = Sdp;
            httpContext.Response.Headers["Accept-Patch"] = Fragment;
            return Task.CompletedTask;
        }
    }
}
