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

namespace DiemCau.Meetings.Summaries;

/// <summary>A meeting's summary, or what there is of it.</summary>
/// <param name="MeetingVersion">Of the meeting, to be sent back with "Hoàn thành tổng hợp".</param>
/// <param name="OpenedAt">When the session was opened, and <paramref name="EndedAt"/> when it ended, as it was recorded.</param>
/// <param name="Version">Of the summary; 0: nobody has written anything.</param>
internal sealed record SummaryView(
    Guid MeetingId, int MeetingVersion, long Number, string Title, MeetingKind Kind, MeetingStage Stage, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt, string UnitName, string? ChairName, string? ChairPosition, int SiteCount,
    DateTimeOffset? DueAt, DeadlineStanding? Standing, int Version, string? Conclusions, SessionQuality? Quality, string? Remarks,
    DateTimeOffset? ChangedAt, string? ChangedBy, bool MayWrite);

internal static class SummaryPage
{
    public static void Map(IEndpointRouteBuilder summary) => summary.MapGet("", ShowAsync).WithName("GetSummary")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    /// <summary>Those who take part read it when it is done; until then only those who write it.</summary>
    private static async Task<Results<Ok<SummaryView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var leading = await MeetingRights.LeadingUnits(db, id).Distinct().ToListAsync(cancellation);
        var mayWrite = await rights.MayInAnyAsync(SignedInAccount.Required(http.User), Permission.RegisterMeetings, leading, cancellation);
        return TypedResults.Ok(await ViewAsync(db, meeting, mayWrite, clock, time.GetUtcNow(), cancellation));
    }

    /// <param name="meeting">With everything.</param>
    public static async Task<SummaryView> ViewAsync(
        DiemCauDb db, Meeting meeting, bool mayWrite, MeetingClock clock, DateTimeOffset now, CancellationToken cancellation)
    {
        var written = await db.MeetingSummaries.AsNoTracking().SingleOrDefaultAsync(summary => summary.MeetingId == meeting.Id, cancellation);
        var shown = mayWrite || meeting.Stage == MeetingStage.Summarised ? written : null;
        var deadline = (await clock.TimesAsync(db, meeting.StartsAt ?? now, cancellation)).Of(meeting)
            .FirstOrDefault(state => state.Deadline == MeetingDeadline.Conclusions);
        return new(
            meeting.Id, meeting.Version, meeting.Number, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt,
            Last(MeetingVerb.Open), Last(MeetingVerb.End),
            await db.Units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).SingleAsync(cancellation),
            meeting.ChairName, meeting.ChairPosition, meeting.SiteCount, deadline?.DueAt, deadline?.At(now),
            shown?.Version ?? 0, shown?.Conclusions, shown?.Quality, shown?.Remarks, shown?.ChangedAt, shown?.ChangedBy,
            mayWrite && IsOpen(meeting));

        DateTimeOffset? Last(MeetingVerb verb) => meeting.Passages.Where(passage => passage.Verb == verb).Max(passage => (DateTimeOffset?)passage.At);
    }

    /// <summary>What was summarised may still be corrected; the journal keeps what it said before.</summary>
    public static bool IsOpen(Meeting meeting) => meeting.Stage is MeetingStage.Ended or MeetingStage.Summarised;
}
