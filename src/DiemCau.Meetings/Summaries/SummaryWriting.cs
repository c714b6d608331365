using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Summaries;

/// <summary>The registering unit, or the main site's, writes the summary; "Hoàn thành tổng hợp" brings the meeting to its last stage.</summary>
internal static class SummaryWriting
{
    /// <param name="Version">Of the summary that was read; 0: there was none.</param>
    internal sealed record SummaryFields(
        int Version, [property: Lines] string? Conclusions = null, SessionQuality? Quality = null, [property: Lines] string? Remarks = null);

    /// <param name="MeetingVersion">Of the meeting that was read.</param>
    internal sealed record SummaryCompletion(int MeetingVersion, SummaryFields? Summary = null);

    public static void Map(IEndpointRouteBuilder summary)
    {
        summary.MapPut("", WriteAsync).WithName("WriteSummary").Needs(Permission.RegisterMeetings, MeetingRights.Leading);
        summary.MapPost("/complete", CompleteAsync).WithName("CompleteSummary").Needs(Permission.RegisterMeetings, MeetingRights.Leading);
    }

    private static async Task<Results<Ok<SummaryView>, Refusal>> WriteAsync(
        Guid id, SummaryFields fields, HttpContext http, DiemCauDb db, JournalWriter journal, MeetingClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (!SummaryPage.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        // What everybody may already read must not lose what makes it one.
        var isFinal = meeting.Stage == MeetingStage.Summarised;
        var by = MeetingActor.Of(SignedInAccount.Required(http.User));
        return await KeepAsync(db, meeting, fields, isFinal, by, journal, time.GetUtcNow(), cancellation) is { } refusal
            ? refusal
            : TypedResults.Ok(await SummaryPage.ViewAsync(db, meeting, mayWrite: true, clock, time.GetUtcNow(), cancellation));
    }

    private static async Task<Results<Ok<SummaryView>, Refusal>> CompleteAsync(
        Guid id, SummaryCompletion completion, HttpContext http, DiemCauDb db, JournalWriter journal, MeetingEvents events, MeetingClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FindMeetingAsync(id, completion.MeetingVersion, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (meeting.Version != completion.MeetingVersion)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        if (meeting.Can(MeetingVerb.Summarise) is { } tooEarly)
        {
            return tooEarly;
        }

        var (by, now) = (MeetingActor.Of(SignedInAccount.Required(http.User)), time.GetUtcNow());
        if ((await KeepAsync(db, meeting, completion.Summary ?? new(0), isFinal: true, by, journal, now, cancellation)
            ?? meeting.Summarise(by, now) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await SummaryPage.ViewAsync(db, meeting, mayWrite: true, clock, now, cancellation));
    }

    private static async Task<Refusal?> KeepAsync(
        DiemCauDb db, Meeting meeting, SummaryFields fields, bool isFinal, MeetingActor by, JournalWriter journal, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (conclusions, remarks) = (Written(fields.Conclusions), Written(fields.Remarks));
        if (Errors(conclusions, fields.Quality, remarks, isFinal).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        var summary = await db.MeetingSummaries.SingleOrDefaultAsync(summary => summary.MeetingId == meeting.Id, cancellation);
        if ((summary?.Version ?? 0) != fields.Version)
        {
            return SummaryRefusals.ChangedMeanwhile;
        }

        if (summary is null)
        {
            db.MeetingSummaries.Add(summary = new() { MeetingId = meeting.Id, ChangedBy = by.Name });
        }

        (summary.Conclusions, summary.Quality, summary.Remarks) = (conclusions, fields.Quality, remarks);
        (summary.Version, summary.ChangedAt, summary.ChangedBy) = (summary.Version + 1, now, by.Name);
        journal.Add(
            db, "summary.written", meeting.Id.ToString(), new { by = by.Name, conclusions, quality = fields.Quality?.ToString(), remarks },
            new(MeetingId: meeting.Id, UnitId: meeting.UnitId));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException conflict) when (conflict is DbUpdateConcurrencyException or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } })
        {
            return SummaryRefusals.ChangedMeanwhile;
        }
    }

    private static IEnumerable<FieldError> Errors(string? conclusions, SessionQuality? quality, string? remarks, bool isFinal)
    {
        if (isFinal && conclusions is null)
        {
            yield return new("conclusions", "required");
        }

        if (isFinal && quality is null)
        {
            yield return new("quality", "required");
        }

        if (isFinal && quality == SessionQuality.Poor && remarks is null)
        {
            yield return new("remarks", "required");
        }

        if (conclusions?.Length > MeetingSummary.ConclusionsLength)
        {
            yield return new("conclusions", "too_long", MeetingSummary.ConclusionsLength);
        }

        if (remarks?.Length > MeetingSummary.RemarksLength)
        {
            yield return new("remarks", "too_long", MeetingSummary.RemarksLength);
        }
    }

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal static class SummaryRefusals
{
    /// <summary>Somebody else has written since it was read.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("summary_changed_meanwhile", StatusCodes.Status409Conflict);
}
