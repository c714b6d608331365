using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>What a participant does about its own place: new media, coming back, leaving.</summary>
internal static class Presence
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/conferences/{conferenceId:guid}/participants/me")
            .ByLiveToken(LiveTokenAuthentication.Participants)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Join.LargestRequest));
        me.MapPut("/media", PutMediaAsync).WithName("OfferMedia");
        me.MapPost("/rejoin", RejoinAsync).WithName("RejoinConference").Produces<Problem>(StatusCodes.Status410Gone, "application/problem+json");
        me.MapDelete("", LeaveAsync).WithName("LeaveConference");
        me.MapPost("/leave", LeaveAsync).WithName("LeaveConferenceByBeacon");
    }

    private static async Task<Results<Ok<MediaAnswered>, Refusal>> PutMediaAsync(
        Guid conferenceId, MediaOffer offer, HttpContext http, LiveConferences conferences, IMediaPlane media, CancellationToken cancellation)
    {
        var me = http.LiveToken();
        if (me.ConferenceId != conferenceId || await conferences.FindAsync(conferenceId, cancellation) is not { } live)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (OfferRules.Refuse(offer) is { } unusable)
        {
            return unusable;
        }

        if (await live.AskAsync((conference, _) => conference.MediaOffered(me.Who.Id)) is { } refusal)
        {
            return refusal;
        }

        var answered = media.Answer(conferenceId, me.Who.Id, offer);
        return answered.Sdp is null
            ? LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown")
            : TypedResults.Ok(new MediaAnswered(new SdpAnswer(answered.Sdp)));
    }

    private static async Task<Results<Created<JoinAnswer>, Refusal>> RejoinAsync(
        Guid conferenceId,
        RejoinRequest request,
        HttpContext http,
        LiveConferences conferences,
        Participation participation,
        CancellationToken cancellation)
    {
        var me = http.LiveToken();
        if (me.ConferenceId != conferenceId || await conferences.FindAsync(conferenceId, cancellation) is not { } live)
        {
            return LiveRefusals.ConferenceEnded;
        }

        var who = me.Who with { WithMedia = request.Media is not null };
        if (await live.AskAsync((conference, now) => conference.Return(who, now)) is { } refusal)
        {
            return refusal;
        }

        var (answer, refused) = await participation.BeginAsync(live, who, request.Media);
        return answer is null ? refused! : TypedResults.Created((string?)null, answer);
    }

    private static async Task<NoContent> LeaveAsync(
        Guid conferenceId, HttpContext http, LiveConferences conferences, CancellationToken cancellation)
    {
        var me = http.LiveToken();
        if (me.ConferenceId == conferenceId && await conferences.FindAsync(conferenceId, cancellation) is { } live)
        {
            await live.AskAsync((conference, now) => conference.Leave(me.Who.Id, now));
        }

        return TypedResults.NoContent();
    }
}
