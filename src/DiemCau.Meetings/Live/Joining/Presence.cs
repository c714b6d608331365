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
            .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest));
        me.MapPut("/media", PutMediaAsync).WithName("OfferMedia");
        me.MapPost("/rejoin", RejoinAsync).WithName("RejoinConference").Produces<Problem>(StatusCodes.Status410Gone, "application/problem+json");
        me.MapDelete("", LeaveAsync).WithName("LeaveConference");
        me.MapPost("/leave", LeaveAsync).WithName("LeaveConferenceByBeacon");
    }

    private static async Task<Results<Ok<MediaAnswered>, Refusal>> PutMediaAsync(
        Guid conferenceId, MediaOffer offer, HttpContext http, LiveConferences conferences, CancellationToken cancellation)
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

        var (answer, refusal) = await live.AnswerAsync(me.Who.Id, offer);
        return answer is null ? refusal! : TypedResults.Ok(new MediaAnswered(new SdpAnswer(answer)));
    }

    private static async Task<Results<Created<JoinAnswer>, Refusal>> RejoinAsync(
        Guid conferenceId,
        RejoinRequest request,
        HttpContext http,
        LiveConferences conferences,
        Entering entering,
        Entitlement entitlement,
        CancellationToken cancellation)
    {
        var me = http.LiveToken();
        if (me.ConferenceId != conferenceId || await conferences.FindAsync(conferenceId, cancellation) is not { } live)
        {
            return LiveRefusals.ConferenceEnded;
        }

        return await entitlement.StillHoldsAsync(me, cancellation)
            ? await entering.ReturnAsync(live, me.Who with { WithMedia = request.Media is not null }, request.Media)
            : LiveRefusals.NoLongerAdmitted;
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
