using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <param name="GroupId">Of the branch that checks it.</param>
/// <param name="Times">How often it was checked for this time of the meeting.</param>
/// <param name="IsEarlier">It was checked for another time of the meeting; to be checked anew.</param>
/// <param name="Speaks">It has something to say in the script: the main site checks it, too.</param>
internal sealed record CheckedSiteView(
    Guid SiteId, SiteRole Role, string Name, string? Place, Guid GroupId, CheckResult Result, string? Note, DateTimeOffset? At, string? By, int Times,
    bool IsEarlier, bool Speaks, bool MayCheck, IReadOnlyList<DutyPerson> People);

/// <param name="UnitId">The district or group; the meeting's own unit: sites under none.</param>
/// <param name="MayPassAll">The reader may say for at least one that nobody has checked that it passes.</param>
internal sealed record CheckGroupView(Guid UnitId, string Name, CheckCounts Counts, bool MayPassAll);

/// <summary>The technical check of a meeting, as far as the reader sees it.</summary>
/// <param name="LatestAt">By when it must be done.</param>
/// <param name="SeesAll">False: only the sites of the reader's units.</param>
/// <param name="MayComplete">The reader may end it, also without all.</param>
/// <param name="Anyway">Who decided to go on without all, and why.</param>
internal sealed record TechnicalCheckView(
    Guid MeetingId, long Number, string Title, MeetingKind Kind, MeetingStage Stage, int Version, DateTimeOffset? StartsAt, string UnitName,
    DateTimeOffset? DueAt, DateTimeOffset? LatestAt, DeadlineStanding? Standing, DateTimeOffset? DoneAt, bool IsOpen, bool SeesAll, bool MayComplete,
    CheckDecisionView? Anyway, CheckCounts Counts, IReadOnlyList<CheckGroupView> Groups, IReadOnlyList<CheckedSiteView> Sites);

internal sealed record CheckDecisionView(string By, string Reason, DateTimeOffset At);

/// <summary>One check of a site.</summary>
internal sealed record SiteCheckView(CheckResult Result, string? Note, DateTimeOffset At, string By, bool IsEarlier);

/// <summary>How the check stands: one answer with a constant number of queries for two hundred sites.</summary>
internal static class CheckPage
{
    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapGet("", ShowAsync).WithName("GetTechnicalCheck").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapGet("/sites/{siteId:guid}", HistoryAsync).WithName("ListSiteChecks").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    private static async Task<Results<Ok<TechnicalCheckView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await db.FindMeetingAsync(id, null, cancellation) is { } meeting
            ? TypedResults.Ok(await ViewAsync(db, meeting, SignedInAccount.Required(http.User), clock, time.GetUtcNow(), cancellation))
            : Refusals.NotFound;
    }

    /// <param name="meeting">With everything.</param>
    public static async Task<TechnicalCheckView> ViewAsync(
        DiemCauDb db, Meeting meeting, SignedInAccount reader, MeetingClock clock, DateTimeOffset now, CancellationToken cancellation)
    {
        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        var reach = await CheckRights.ReachAsync(db, reader, meeting, branches, cancellation);
        var sites = (await CheckedSites.OfAsync(db, meeting, branches, cancellation)).Where(site => reach.Sees(site.Site)).ToList();
        var (id, startsAt) = (meeting.Id, meeting.StartsAt);
        var times = await db.SiteChecks.Where(check => check.MeetingId == id && check.GivenFor == startsAt && check.Result != CheckResult.NotChecked)
            .GroupBy(check => check.SiteId).Select(checks => new { checks.Key, Count = checks.Count() })
            .ToDictionaryAsync(checks => checks.Key, checks => checks.Count, cancellation);
        var people = await db.DutyRosters.AsNoTracking().Where(roster => roster.MeetingId == id && roster.SiteId != null && roster.GivenFor == startsAt)
            .ToDictionaryAsync(roster => roster.SiteId!.Value, roster => roster.People, cancellation);
        var speaking = meeting.Script.Select(item => item.SpeakingSiteId).OfType<Guid>().ToHashSet();
        var state = (await clock.TimesAsync(db, startsAt ?? now, cancellation)).Of(meeting)
            .FirstOrDefault(state => state.Deadline == MeetingDeadline.TechnicalCheck);
        var isOpen = CheckRights.IsOpen(meeting);
        var unit = await db.Units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).SingleAsync(cancellation);
        return new(
            id, meeting.Number, meeting.Title, meeting.Kind, meeting.Stage, meeting.Version, startsAt, unit,
            state?.DueAt, state?.LatestAt, state?.At(now), state?.DoneAt, isOpen, reach.SeesAll,
            reach.Leads && meeting is { Kind: MeetingKind.Planned, Stage: MeetingStage.TechnicalCheck },
            state?.Anyway is { } anyway ? new(anyway.ByName, anyway.Reason ?? "", anyway.At) : null, CheckCounts.Of(sites),
            [
                .. sites.GroupBy(site => site.Branch?.UnitId ?? meeting.UnitId).Select(group => new CheckGroupView(
                    group.Key, group.First().Branch?.Name ?? unit, CheckCounts.Of([.. group]),
                    isOpen && group.Any(site => site.Result == CheckResult.NotChecked && reach.MayCheck(site.Site)))),
            ],
            [
                .. sites.Select(site => new CheckedSiteView(
                    site.Site.SiteId, site.Site.Role, site.Site.Name, site.Site.Place, site.Branch?.UnitId ?? meeting.UnitId, site.Result, site.Check?.Note,
                    site.Check?.At, site.Check?.By, times.GetValueOrDefault(site.Site.SiteId), site.IsEarlier,
                    speaking.Contains(site.Site.SiteId), isOpen && reach.MayCheck(site.Site), people.GetValueOrDefault(site.Site.SiteId, []))),
            ]);
    }

    /// <summary>All checks of a site, the newest first.</summary>
    private static async Task<Results<Ok<IReadOnlyList<SiteCheckView>>, Refusal>> HistoryAsync(
        Guid id, Guid siteId, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting || meeting.Sites.FirstOrDefault(site => site.SiteId == siteId) is not { } site)
        {
            return Refusals.NotFound;
        }

        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        if (!(await CheckRights.ReachAsync(db, SignedInAccount.Required(http.User), meeting, branches, cancellation)).Sees(site))
        {
            return Refusals.NotFound;
        }

        var checks = await db.SiteChecks.Where(check => check.MeetingId == id && check.SiteId == siteId)
            .OrderByDescending(check => check.At).ThenByDescending(check => check.Id).ToListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<SiteCheckView>>(
            [.. checks.Select(check => new SiteCheckView(check.Result, check.Note, check.At, check.By, check.GivenFor != meeting.StartsAt))]);
    }
}
