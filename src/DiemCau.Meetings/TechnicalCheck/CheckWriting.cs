using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>
/// Writes down how checks came out, for a site or for all of a branch that nobody has looked at, and ends the check. Result and stage are one
/// transaction, and the results of one meeting follow one another, so that the last site to pass is known to be the last.
/// </summary>
internal static class CheckWriting
{
    /// <param name="Note">Needed when it has not passed: why.</param>
    internal sealed record SiteCheckFields(CheckResult? Result, [property: Lines] string? Note = null);

    /// <param name="Passed">Sites that nobody had checked and that have passed now.</param>
    /// <param name="Failed">Sites of the branch that were checked and have not passed; they stay so.</param>
    internal sealed record BranchPassedView(int Passed, int Failed);

    /// <param name="Version">Of the meeting that was read.</param>
    /// <param name="Anyway">Although sites have not passed.</param>
    /// <param name="Reason">Why, then.</param>
    internal sealed record CheckCompletion(int Version, bool Anyway = false, [property: Lines] string? Reason = null);

    /// <summary>What writing needs besides the database.</summary>
    internal sealed class Surroundings(JournalWriter journal, CheckProgress progress, MeetingEvents events, TimeProvider time)
    {
        public JournalWriter Journal => journal;

        public CheckProgress Progress => progress;

        public MeetingEvents Events => events;

        public DateTimeOffset Now => time.GetUtcNow();
    }

    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapPut("/sites/{siteId:guid}", CheckSiteAsync).WithName("CheckSite").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapPost("/branches/{unitId:guid}/pass", PassBranchAsync).WithName("PassBranch").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapPost("/complete", CompleteAsync).WithName("CompleteCheck").Needs(Permission.PrepareMeetings, MeetingRights.Leading);
    }

    private static async Task<Results<NoContent, Refusal>> CheckSiteAsync(
        Guid id, Guid siteId, SiteCheckFields fields, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await LockAsync(db, id, cancellation);
        if (meeting?.Sites.FirstOrDefault(site => site.SiteId == siteId) is not { } site)
        {
            return Refusals.NotFound;
        }

        if (!(await CheckRights.ReachAsync(db, reader, meeting, branches!, cancellation)).MayCheck(site))
        {
            return Refusals.Forbidden;
        }

        var note = string.IsNullOrWhiteSpace(fields.Note) ? null : fields.Note.Trim();
        if (!CheckRights.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        if (fields.Result is not { } result || !Enum.IsDefined(result))
        {
            return Refusal.Validation(new FieldError("result", "required"));
        }

        if (result == CheckResult.Failed && note is null)
        {
            return CheckRefusals.NoteNeeded;
        }

        if (note?.Length > SiteCheck.NoteLength)
        {
            return Refusal.Validation(new FieldError("note", "too_long", SiteCheck.NoteLength));
        }

        if (await WriteAsync(db, meeting, branches!, [siteId], result, note, MeetingActor.Of(reader), with, cancellation) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>"Đạt cả cụm".</summary>
    /// <param name="unitId">The branch; the meeting's unit: the sites that stand under none.</param>
    private static async Task<Results<Ok<BranchPassedView>, Refusal>> PassBranchAsync(
        Guid id, Guid unitId, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await LockAsync(db, id, cancellation);
        if (meeting is null)
        {
            return Refusals.NotFound;
        }

        var ofBranch = (await CheckedSites.OfAsync(db, meeting, branches!, cancellation)).Where(site => (site.Branch?.UnitId ?? meeting.UnitId) == unitId).ToList();
        if (ofBranch.Count == 0)
        {
            return Refusals.NotFound;
        }

        var reach = await CheckRights.ReachAsync(db, reader, meeting, branches!, cancellation);
        var theirs = ofBranch.FindAll(site => reach.MayCheck(site.Site));
        if (theirs.Count == 0)
        {
            return Refusals.Forbidden;
        }

        if (!CheckRights.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        Guid[] open = [.. theirs.Where(site => site.Result == CheckResult.NotChecked).Select(site => site.Site.SiteId)];
        if (open.Length > 0 && await WriteAsync(db, meeting, branches!, open, CheckResult.Passed, null, MeetingActor.Of(reader), with, cancellation) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new BranchPassedView(open.Length, ofBranch.Count(site => site.Result == CheckResult.Failed)));
    }

    /// <summary>"Kết thúc kiểm tra": all have passed, or whoever leads decides to go on without.</summary>
    private static async Task<Results<NoContent, Refusal>> CompleteAsync(
        Guid id, CheckCompletion completion, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await LockAsync(db, id, cancellation);
        if (meeting is null)
        {
            return Refusals.NotFound;
        }

        if (meeting.Version != completion.Version)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        // Of other kinds the same verb ends the preparation, which asks for something else.
        if (meeting.Kind != MeetingKind.Planned)
        {
            return MeetingRefusals.WrongStage;
        }

        var counts = CheckCounts.Of(await CheckedSites.OfAsync(db, meeting, branches!, cancellation));
        var isComplete = counts is { Failed: 0, NotChecked: 0 };
        if (meeting.Can(MeetingVerb.DeclareReady) is null && !isComplete && !completion.Anyway)
        {
            return CheckRefusals.Incomplete(counts);
        }

        var by = MeetingActor.Of(SignedInAccount.Required(http.User));
        if ((meeting.DeclareReady(by, with.Now, isComplete ? null : new(completion.Reason)) ?? await with.Events.SaveAsync(db, meeting, cancellation)) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>The meeting, which nobody else changes until the transaction ends.</summary>
    private static async Task<(Meeting? Meeting, NoticeBranches? Branches)> LockAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"select from meetings where id = {id} for update", cancellation);
        var meeting = await db.FindMeetingAsync(id, null, cancellation);
        return (meeting, meeting is null ? null : await NoticeBranches.ReadAsync(db, meeting, cancellation));
    }

    private static async Task<Refusal?> WriteAsync(
        DiemCauDb db, Meeting meeting, NoticeBranches branches, Guid[] sites, CheckResult result, string? note, MeetingActor by, Surroundings with,
        CancellationToken cancellation)
    {
        var now = with.Now;
        await db.SiteChecks.Where(check => check.MeetingId == meeting.Id && check.IsCurrent && sites.Contains(check.SiteId))
            .ExecuteUpdateAsync(set => set.SetProperty(check => check.IsCurrent, false), cancellation);
        db.SiteChecks.AddRange(sites.Select(site => new SiteCheck
        {
            Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, SiteId = site, Result = result, Note = note, At = now, ById = by.Id, By = by.Name,
            GivenFor = meeting.StartsAt, IsCurrent = true,
        }));
        foreach (var site in meeting.Sites.Where(site => sites.Contains(site.SiteId)))
        {
            with.Journal.Add(
                db, ActionOf(result), site.Name, new { by = by.Name, note }, new(MeetingId: meeting.Id, SiteId: site.SiteId, UnitId: site.UnitId),
                result == CheckResult.Failed ? JournalSeverity.Warning : JournalSeverity.Info);
        }

        await db.SaveChangesAsync(cancellation);
        return result == CheckResult.NotChecked ? null
            : await with.Progress.AdvanceAsync(db, meeting, await CheckedSites.OfAsync(db, meeting, branches, cancellation), by, now, cancellation)
                ?? await with.Events.SaveAsync(db, meeting, cancellation);
    }

    private static string ActionOf(CheckResult result) => result switch
    {
        CheckResult.Passed => "check.passed",
        CheckResult.Failed => "check.failed",
        _ => "check.withdrawn",
    };
}
