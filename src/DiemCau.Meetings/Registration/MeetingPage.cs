using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>One meeting with its stage strip, its deadlines and what the reader may do.</summary>
internal static class MeetingPage
{
    /// <summary>What this slice offers; other slices have their own pages for theirs.</summary>
    private static readonly MeetingVerb[] Offered =
        [MeetingVerb.Rewrite, MeetingVerb.Submit, MeetingVerb.Withdraw, MeetingVerb.Postpone, MeetingVerb.Cancel];

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/{id:guid}", ShowAsync).WithName("GetMeeting")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<MeetingView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var now = time.GetUtcNow();
        var times = await clock.TimesAsync(db, meeting.StartsAt ?? now, cancellation);
        var unitName = await db.Units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).SingleAsync(cancellation);
        var papers = await db.Papers.Where(paper => paper.MeetingId == id).OrderBy(paper => paper.AddedAt)
            .Select(paper => new PaperView(paper.Id, paper.Kind, paper.Name, paper.Size, paper.AddedAt, paper.AddedBy)).ToListAsync(cancellation);
        return TypedResults.Ok(new MeetingView(
            id, meeting.Number, meeting.Version, meeting.UnitId, unitName, meeting.Stage, meeting.StageReason, meeting.SeriesId,
            meeting.CreatedAt, meeting.ChangedAt, meeting.Content, MeetingWay.Of(meeting.Kind),
            [.. meeting.Passages.OrderBy(passage => passage.At).ThenBy(passage => passage.Id).Select(passage =>
                new PassageView(passage.Verb, passage.From, passage.To, passage.At, passage.ByName, passage.Reason, passage.IsAnyway))],
            [.. times.Of(meeting).Select(state => DeadlineView.Of(state, now))],
            papers,
            await rights.MayAsync(reader, Permission.RegisterMeetings, meeting.UnitId, cancellation) ? [.. Offered.Where(verb => meeting.Can(verb) is null)] : []));
    }
}
