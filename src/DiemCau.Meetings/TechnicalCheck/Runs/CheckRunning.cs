using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck.Runs;

/// <summary>Whom a run asks, where no sites are named.</summary>
internal enum RunScope
{
    /// <summary>What the runner checks itself: of the main site the districts and the sites that speak, of a district its communes.</summary>
    Own,

    /// <summary>Every site that the runner may check.</summary>
    Everybody,
}

/// <param name="SiteIds">"Kiểm tra lại" of these alone.</param>
internal sealed record RunWish(RunScope Scope = RunScope.Own, IReadOnlyList<Guid>? SiteIds = null);

/// <param name="Sites">How many were asked.</param>
internal sealed record RunStartedView(Guid Id, int Sites);

/// <summary>One run as it stands: each site stands in the last run that has asked it.</summary>
internal sealed record CheckRunView(Guid Id, DateTimeOffset StartedAt, string By, int Sites, int NotIn, int Measuring, int Done, int NoAnswer);

/// <summary>"Bắt đầu kiểm tra": sites are asked to measure themselves, in parallel, by each level its own.</summary>
internal static class CheckRunning
{
    private const int MostShown = 20;

    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapPost("/runs", StartAsync).WithName("StartCheckRun").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapGet("/runs", ListAsync).WithName("ListCheckRuns").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    private static async Task<Results<Ok<RunStartedView>, Refusal>> StartAsync(
        Guid id, RunWish wish, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await CheckVisits.LockAsync(db, id, cancellation);
        if (meeting is null)
        {
            return Refusals.NotFound;
        }

        if (!CheckRights.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        var reach = await CheckRights.ReachAsync(db, reader, meeting, branches!, cancellation);
        var theirs = meeting.Sites.Where(reach.MayCheck).ToList();
        if (theirs.Count == 0)
        {
            return Refusals.Forbidden;
        }

        var meant = wish.SiteIds is { } named ? theirs.FindAll(site => named.Contains(site.SiteId))
            : wish.Scope == RunScope.Own ? theirs.FindAll(site => RunPlan.IsOwn(site, meeting, branches!, isOfMainSite: theirs.Count == meeting.Sites.Count))
            : theirs;
        if (meant.Count == 0)
        {
            return CheckRefusals.NobodyToAsk;
        }

        var run = await AskAsync(db, journal, meeting, meant, MeetingActor.Of(reader), time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(run);
    }

    /// <summary>Within a transaction that holds the meeting's row.</summary>
    public static async Task<RunStartedView> AskAsync(
        DiemCauDb db, JournalWriter journal, Meeting meeting, IReadOnlyList<MeetingSite> sites, MeetingActor by, DateTimeOffset now,
        CancellationToken cancellation)
    {
        Guid[] ids = [.. sites.Select(site => site.SiteId)];
        var run = new CheckRun { Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, StartedAt = now, ById = by.Id, By = by.Name, Sites = ids.Length };
        await db.CheckAsks.Where(ask => ask.MeetingId == meeting.Id && ask.IsCurrent && ids.Contains(ask.SiteId))
            .ExecuteUpdateAsync(set => set.SetProperty(ask => ask.IsCurrent, false), cancellation);
        db.Add(run);
        db.CheckAsks.AddRange(ids.Select(site => new CheckAsk
        {
            Id = Guid.CreateVersion7(now), RunId = run.Id, MeetingId = meeting.Id, SiteId = site, AskedAt = now, IsCurrent = true,
        }));
        journal.Add(db, "check.run_started", meeting.Id.ToString(), new { by = by.Name, Sites = ids.Length }, new(MeetingId: meeting.Id));
        await db.SaveChangesAsync(cancellation);
        return new(run.Id, ids.Length);
    }

    private static async Task<Ok<IReadOnlyList<CheckRunView>>> ListAsync(Guid id, DiemCauDb db, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Ok(await LastAsync(db, id, time.GetUtcNow(), cancellation));

    /// <summary>The last ones, the newest first.</summary>
    public static async Task<IReadOnlyList<CheckRunView>> LastAsync(DiemCauDb db, Guid meetingId, DateTimeOffset now, CancellationToken cancellation)
    {
        var runs = await db.CheckRuns.AsNoTracking().Where(run => run.MeetingId == meetingId).OrderByDescending(run => run.StartedAt).Take(MostShown)
            .ToListAsync(cancellation);
        var asks = (await db.CheckAsks.AsNoTracking().Where(ask => ask.MeetingId == meetingId && ask.IsCurrent).ToListAsync(cancellation))
            .ToLookup(ask => ask.RunId, ask => ask.At(now));
        return
        [
            .. runs.Select(run => new CheckRunView(
                run.Id, run.StartedAt, run.By, run.Sites, Count(run, AskState.NotIn), Count(run, AskState.Measuring), Count(run, AskState.Done),
                Count(run, AskState.NoAnswer))),
        ];

        int Count(CheckRun run, AskState state) => asks[run.Id].Count(ask => ask == state);
    }
}
