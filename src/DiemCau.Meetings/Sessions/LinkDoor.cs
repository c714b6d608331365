using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
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
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>A personal link of a letter or a calendar entry: one meeting, one capacity, no second password.</summary>
internal static class LinkDoor
{
    private const string Why = "the unguessable end of a personal link";

    public static void Map(IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/passes/{secret}").WithTags("Sessions").OpenToAll(Why);
        links.MapGet("", ShowAsync).WithName("GetPassDoor").LimitedTo(NumberDoor.Lookups);
        links.MapPost("/participants", JoinAsync).WithName("JoinByPass")
            .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest)).LimitedTo(NumberDoor.Lookups);
    }

    private static async Task<Results<Ok<MeetingDoorView>, Refusal>> ShowAsync(
        string secret, HttpContext http, DiemCauDb db, MeetingDoor door, CancellationToken cancellation) =>
        await FindAsync(db, secret, cancellation) is (var meeting, { } offer)
            ? TypedResults.Ok(await door.ShowAsync(db, meeting!, [offer], http.Connection.RemoteIpAddress, cancellation))
            : SessionRefusals.LinkWrong;

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> JoinAsync(
        string secret, MeetingJoin wish, HttpContext http, DiemCauDb db, MeetingDoor door, JournalWriter journal, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await FindAsync(db, secret, cancellation) is not (var meeting, { Pass: { } pass } offer))
        {
            return SessionRefusals.LinkWrong;
        }

        var answer = await door.EnterAsync(db, meeting!, [offer], wish, pass.Id.ToString(), http, cancellation);
        if (answer.Result is Refusal refused)
        {
            journal.Add(db, "meeting_pass.refused", meeting!.Id.ToString(), new { pass.Capacity, pass.SiteId, refused.Code });
            await db.SaveChangesAsync(cancellation);
        }
        else
        {
            var now = time.GetUtcNow();
            await db.MeetingPasses.Where(used => used.Id == pass.Id).ExecuteUpdateAsync(
                set => set.SetProperty(used => used.FirstUsedAt, used => used.FirstUsedAt ?? now).SetProperty(used => used.LastUsedAt, now), cancellation);
        }

        return answer;
    }

    private static async Task<(Meeting? Meeting, CapacityOffer? Offer)> FindAsync(DiemCauDb db, string secret, CancellationToken cancellation)
    {
        if (await MeetingPasses.FindAsync(db, secret, cancellation) is not { } pass
            || await MeetingDoor.FindAsync(db, pass.MeetingId, cancellation) is not { } meeting)
        {
            return (null, null);
        }

        var site = meeting.Sites.FirstOrDefault(site => site.SiteId == pass.SiteId);
        return pass.SiteId is not null && site is null ? (null, null) : (meeting, new(pass.Capacity, site, pass, Name: pass.Name));
    }
}
