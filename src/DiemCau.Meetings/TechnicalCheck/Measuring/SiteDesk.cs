using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <param name="By">Who asks.</param>
internal sealed record CheckAskView(Guid Id, Guid MeetingId, string Title, DateTimeOffset? StartsAt, string By, DateTimeOffset AskedAt);

/// <param name="Asks">Mostly none; the earliest first.</param>
/// <param name="NextInSeconds">When to look again.</param>
internal sealed record CheckAsksView(IReadOnlyList<CheckAskView> Asks, int NextInSeconds);

/// <param name="Items">As they stand now.</param>
internal sealed record MeetingToCheckView(
    Guid MeetingId, string Title, DateTimeOffset? StartsAt, CheckResult Result, DateTimeOffset? At, IReadOnlyList<JudgedItemView> Items);

/// <param name="Meetings">Whose check is open, the next first.</param>
/// <param name="LastSelfCheck">Without a meeting; null: there was none.</param>
internal sealed record SiteDeskView(
    Guid SiteId, string Name, IReadOnlyList<MeetingToCheckView> Meetings, JudgedMeasurementView? LastSelfCheck, IReadOnlyList<JudgedItemView> Items);

/// <summary>What a machine at a site asks: what am I to check, and how does my site stand?</summary>
internal static class SiteDesk
{
    /// <summary>Seconds. Two hundred sites then ask forty times a second, each by one look into an index; a run begins within them.</summary>
    private const int LookEvery = 5;

    /// <summary>Seconds, while no meeting of the site is to be checked.</summary>
    private const int LookSeldom = 30;

    /// <summary>A site has more meetings than these on no day.</summary>
    private const int MostMeetings = 10;

    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("", ShowAsync).WithName("GetSiteDesk");
        site.MapGet("/asks", AsksAsync).WithName("ListCheckAsks");
        site.MapPost("/asks/{askId:guid}/take", TakeAsync).WithName("TakeCheckAsk");
    }

    private static async Task<Results<Ok<SiteDeskView>, Refusal>> ShowAsync(
        Guid siteId, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await SiteReporter.OfAsync(db, http, siteId, cancellation) is not { Site: var site, By.Name: var name })
        {
            return Refusals.Forbidden;
        }

        var language = Language.Of(http);
        List<MeetingToCheckView> meetings = [];
        foreach (var id in await OpenOf(db, siteId, time.GetUtcNow()).Select(meeting => meeting.Id).Take(MostMeetings).ToListAsync(cancellation))
        {
            if (await db.FindMeetingAsync(id, null, cancellation) is { } meeting)
            {
                var stands = (await CheckedSites.OfAsync(db, meeting, await NoticeBranches.ReadAsync(db, meeting, cancellation), cancellation))
                    .Single(one => one.Site.SiteId == siteId);
                meetings.Add(new(id, meeting.Title, meeting.StartsAt, stands.Result, stands.Check?.At, ItemsOf(stands, language)));
            }
        }

        var last = await db.CheckMeasurements.SingleOrDefaultAsync(one => one.SiteId == siteId && one.MeetingId == null, cancellation);
        var nothing = new CheckMeasurement { By = "", Figures = new() };
        return TypedResults.Ok(new SiteDeskView(
            siteId, name, meetings, last is null ? null : await AgainAsync(db, site, last, language, cancellation),
            ItemsOf(SiteReports.Alone(site, [], nothing), language)));
    }

    /// <summary>A self-check as it was judged; by its line of then.</summary>
    private static async Task<JudgedMeasurementView> AgainAsync(
        DiemCauDb db, Site site, CheckMeasurement last, string language, CancellationToken cancellation)
    {
        var rule = await SiteReports.LineOfAsync(db, null, site, null, cancellation);
        var judgements = MeasurementJudge.Of(last.Figures, rule with { Line = last.Line });
        return SiteReports.ViewOf(last, SiteReports.Alone(site, judgements, last), judgements, null, language);
    }

    private static IReadOnlyList<JudgedItemView> ItemsOf(CheckedSite site, string language) =>
        [.. ItemNeeds.All.Select(item => JudgedItemView.Of(item, site, site.Items.GetValueOrDefault(item)?.IsMeasured ?? false, language))];

    private static async Task<Results<Ok<CheckAsksView>, Refusal>> AsksAsync(
        Guid siteId, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        if (await SiteReporter.OfAsync(db, http, siteId, cancellation) is null)
        {
            return Refusals.Forbidden;
        }

        var now = time.GetUtcNow();
        var since = now - CheckAsk.Life;
        var asks = await (
            from ask in db.CheckAsks
            join run in db.CheckRuns on ask.RunId equals run.Id
            join meeting in db.Meetings on ask.MeetingId equals meeting.Id
            where ask.SiteId == siteId && ask.IsCurrent && ask.DoneAt == null && ask.AskedAt > since && CheckRights.Open.Contains(meeting.Stage)
            orderby ask.AskedAt
            select new CheckAskView(ask.Id, ask.MeetingId, meeting.Title, meeting.StartsAt, run.By, ask.AskedAt)).ToListAsync(cancellation);
        var isSoon = asks.Count > 0 || await OpenOf(db, siteId, now).AnyAsync(cancellation);
        return TypedResults.Ok(new CheckAsksView(asks, isSoon ? LookEvery : LookSeldom));
    }

    /// <summary>"Đang đo": whoever has asked sees that a machine of the site is at it. Taken twice, it begins anew.</summary>
    private static async Task<Results<NoContent, Refusal>> TakeAsync(
        Guid siteId, Guid askId, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        if (await SiteReporter.OfAsync(db, http, siteId, cancellation) is null)
        {
            return Refusals.Forbidden;
        }

        var now = time.GetUtcNow();
        return await db.CheckAsks.Where(ask => ask.Id == askId && ask.SiteId == siteId && ask.IsCurrent && ask.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(ask => ask.TakenAt, now), cancellation) == 0
            ? Refusals.NotFound
            : TypedResults.NoContent();
    }

    private static IQueryable<Meeting> OpenOf(DiemCauDb db, Guid siteId, DateTimeOffset now)
    {
        var sites = db.MeetingSites;
        return db.Meetings
            .Where(meeting => meeting.Kind == MeetingKind.Planned && CheckRights.Open.Contains(meeting.Stage) && meeting.EndsAt > now
                && sites.Any(site => site.MeetingId == meeting.Id && site.SiteId == siteId))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id);
    }
}
