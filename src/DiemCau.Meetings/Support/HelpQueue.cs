using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Support;

/// <summary>Who waits for help, for those who operate the meetings of its unit: one of them takes it, and says at the end what was done.</summary>
internal static class HelpQueue
{
    /// <summary>As many as there are machines in a province that all ask at once.</summary>
    private const int Most = 500;

    /// <param name="Meeting">Null: none, or one that may not be named here.</param>
    /// <param name="TakenBy">Null: nobody yet.</param>
    internal sealed record HelpRequestView(
        Guid Id, Guid SiteId, string SiteName, string UnitName, string Machine, string? Meeting, DateTimeOffset AskedAt, DateTimeOffset? TakenAt, string? TakenBy);

    /// <param name="Answer">What was wrong and what was done.</param>
    internal sealed record HelpAnswer(string? Answer);

    public static void Map(IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/help-requests").WithTags("Support");
        requests.MapGet("", ListAsync).WithName("ListHelpRequests").NeedsSomewhere(Permission.OperateMeetings);
        var one = requests.MapGroup("/{id:guid}").Needs(Permission.OperateMeetings, UnitOf.Row<HelpRequest>(request => request.UnitId));
        one.MapPost("/take", TakeAsync).WithName("TakeHelpRequest");
        one.MapPost("/close", CloseAsync).WithName("CloseHelpRequest");
    }

    /// <returns>Those who have waited longest first.</returns>
    private static async Task<Ok<List<HelpRequestView>>> ListAsync(HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var units = rights.UnitsWhere(SignedInAccount.Required(http.User), Permission.OperateMeetings);
        var told = db.Meetings.ToldToAll();
        return TypedResults.Ok(await (
            from request in db.HelpRequests
            join site in db.Sites on request.SiteId equals site.Id
            join unit in db.Units on request.UnitId equals unit.Id
            where request.ClosedAt == null && units.Contains(request.UnitId)
            orderby request.AskedAt
            select new HelpRequestView(
                request.Id, request.SiteId, site.Name, unit.Name, request.AskedBy,
                told.Where(meeting => meeting.Id == request.MeetingId).Select(meeting => meeting.Title).FirstOrDefault(),
                request.AskedAt, request.TakenAt, request.TakenBy)).Take(Most).ToListAsync(cancellation));
    }

    /// <summary>Of two who take it at once the second is told who has it.</summary>
    private static async Task<Results<NoContent, Refusal>> TakeAsync(
        Guid id, HttpContext http, DiemCauDb db, JournalWriter journal, IEnumerable<IHelpEvents> others, TimeProvider time, CancellationToken cancellation)
    {
        var (now, by) = (time.GetUtcNow(), SignedInAccount.Required(http.User).Name);
        var taken = await db.HelpRequests.Where(request => request.Id == id && request.ClosedAt == null && request.TakenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.TakenAt, now).SetProperty(request => request.TakenBy, by), cancellation);
        if (await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id, cancellation) is not { } known)
        {
            return Refusals.NotFound;
        }

        if (taken == 0)
        {
            return known.ClosedAt is null ? HelpRefusals.Taken(known.TakenBy!) : HelpRefusals.Closed;
        }

        journal.Add(db, "help.taken", known.AskedBy, new { Waited = (int)(now - known.AskedAt).TotalSeconds }, known.Scope());
        await db.SaveChangesAsync(cancellation);
        Tell(others, known.SiteId);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> CloseAsync(
        Guid id, HelpAnswer said, HttpContext http, DiemCauDb db, JournalWriter journal, IEnumerable<IHelpEvents> others, TimeProvider time,
        CancellationToken cancellation)
    {
        if (SiteRules.Written(said.Answer) is not { } answer)
        {
            return Refusal.Validation(new FieldError("answer", "required"));
        }

        if (answer.Length > HelpRequest.AnswerLength)
        {
            return Refusal.Validation(new FieldError("answer", "too_long", HelpRequest.AnswerLength));
        }

        var (now, by) = (time.GetUtcNow(), SignedInAccount.Required(http.User).Name);
        var closed = await db.HelpRequests.Where(request => request.Id == id && request.ClosedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(request => request.ClosedAt, now).SetProperty(request => request.ClosedBy, by).SetProperty(request => request.Answer, answer),
            cancellation);
        if (await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id, cancellation) is not { } known)
        {
            return Refusals.NotFound;
        }

        if (closed == 0)
        {
            return HelpRefusals.Closed;
        }

        journal.Add(db, "help.closed", known.AskedBy, new { Answer = answer }, known.Scope());
        await db.SaveChangesAsync(cancellation);
        Tell(others, known.SiteId);
        return TypedResults.NoContent();
    }

    private static void Tell(IEnumerable<IHelpEvents> others, Guid siteId)
    {
        foreach (var other in others)
        {
            other.Changed(siteId);
        }
    }
}

internal static class HelpRefusals
{
    /// <param name="by">Who has taken it.</param>
    public static Refusal Taken(string by) => new("help_taken", StatusCodes.Status409Conflict) { Arguments = [by] };

    /// <summary>Somebody has answered it, or the site has taken it back.</summary>
    public static Refusal Closed { get; } = new("help_closed", StatusCodes.Status409Conflict);
}
