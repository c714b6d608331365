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
    private const string OptionsTell = "what to send, the same for every conference";
    private const string Fragment = "application/trickle-ice-sdpfrag";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var name in (string[])[WhipDoor.Name, WhepDoor.Name])
        {
            routes.MapMethods($"/{name}/{{occasionId:guid}}", ["OPTIONS"], Options).OpenToAll(OptionsTell);
            routes.MapMethods($"/{name}/{{occasionId:guid}}/{{session}}", ["OPTIONS"], Options).OpenToAll(OptionsTell);
        }

        var whip = Door(routes, WhipDoor.Name).ByLiveToken(LiveTokenAuthentication.Publishers);
        whip.MapPost("", async (Guid occasionId, HttpContext http, WhipDoor door, Entitlement entitlement, IMediaPlane media) =>
            await PostAsync(http, occasionId, entitlement, media, sdp => door.PublishAsync(http.LiveToken(), sdp, http.RequestAborted)))
            .Accepts<string>(Sdp).WithName("Whip");
        MapSession(whip, WhipDoor.Name);

        var whep = Door(routes, WhepDoor.Name).ByLiveToken(LiveTokenAuthentication.Players);
        whep.MapPost("", async (Guid occasionId, string? slot, HttpContext http, WhepDoor door, Entitlement entitlement, IMediaPlane media) =>
            await PostAsync(http, occasionId, entitlement, media, sdp => door.PlayAsync(http.LiveToken(), slot ?? "podium", sdp, http.RequestAborted)))
            .Accepts<string>(Sdp).WithName("Whep");
        MapSession(whep, WhepDoor.Name);
    }

    private static RouteGroupBuilder Door(IEndpointRouteBuilder routes, string name) => routes
        .MapGroup($"/{name}/{{occasionId:guid}}")
        .DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest));

    private static void MapSession(RouteGroupBuilder door, string name)
    {
        door.MapDelete("/{session}", (Guid occasionId, string session, HttpContext http, WhipSessions sessions, LiveConferences conferences, IMediaPlane media) =>
            EndAsync(SessionOf(http, name, occasionId, session, sessions), sessions, conferences, media));
        door.MapPatch("/{session}", (Guid occasionId, string session, HttpContext http, WhipSessions sessions, LiveConferences conferences) =>
            RestartAsync(http, SessionOf(http, name, occasionId, session, sessions), sessions, conferences)).Accepts<string>(Fragment);
    }

    /// <summary>Null: there is none, or the token is of another occasion.</summary>
    private static WhipSession? SessionOf(HttpContext http, string door, Guid occasionId, string id, WhipSessions sessions) =>
        http.LiveToken().Occasion.Id == occasionId ? sessions.Find(door, occasionId, id) : null;

    // Section 4.2: before a token is asked for, so that a browser's preflight and a curious client learn what to send.
    private static NoContentWithAccept Options() => new();

    private static async Task<IResult> PostAsync(
        HttpContext http, Guid occasionId, Entitlement entitlement, IMediaPlane media,
        Func<string, Task<(WhipSession? Session, string? Answer, Refusal? Refusal)>> begin)
    {
        if (http.LiveToken().Occasion.Id != occasionId)
        {
            return LiveRefusals.TokenOfAnotherDoor;
        }

        if (!IsType(http, Sdp))
        {
            return Refusals.MediaTypeUnsupported(Sdp);
        }

        if (!await entitlement.StillHoldsAsync(http.LiveToken(), http.RequestAborted))
        {
            return LiveRefusals.NoLongerAdmitted;
        }

        var (session, answer, refusal) = await begin(await BodyAsync(http));
        if (session is null)
        {
            return LiveRefusals.OfEncoder(refusal!);
        }

        http.Response.Headers.Location = $"/{session.Door}/{occasionId}/{session.Id}";
        http.Response.Headers.ETag = session.IceTag;
        http.Response.Headers["Accept-Patch"] = Fragment;
        http.Response.Headers.Link = IceServerLinks.Of(media.IceServers());
        return Results.Text(answer, Sdp, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> EndAsync(WhipSession? session, WhipSessions sessions, LiveConferences conferences, IMediaPlane media)
    {
        if (session is null)
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
    private static async Task<IResult> RestartAsync(HttpContext http, WhipSession? session, WhipSessions sessions, LiveConferences conferences)
    {
        if (session is null)
        {
            return Refusals.NotFound;
        }

        if (!IsType(http, Fragment))
        {
            return Refusals.MediaTypeUnsupported(Fragment);
        }

        var fragment = await BodyAsync(http);
        var (ufrag, password) = (SdpLines.Attribute(fragment, "ice-ufrag"), SdpLines.Attribute(fragment, "ice-pwd"));
        if (ufrag is null || password is null || ufrag == SdpLines.Attribute(session.Offer.Sdp, "ice-ufrag"))
        {
            var tag = http.Request.Headers.IfMatch.ToString();
            return tag.Length == 0 || tag == "*" || tag == session.IceTag
                ? Results.NoContent()
                : LiveRefusals.IceSessionChanged;
        }

        var restarted = session with { Offer = session.Offer with { Sdp = SdpLines.WithCredentials(session.Offer.Sdp, ufrag, password) } };
        if (conferences.Here(session.ConferenceId) is not { } live || await live.RestartIceAsync(session.ParticipantId, restarted.Offer) is not { } answered)
        {
            return Refusals.NotFound;
        }

        if (answered.Sdp is null)
        {
            return LiveRefusals.OfEncoder(LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
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
