using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <param name="Code">What a measurement found wrong; null: nothing, or a person's word.</param>
/// <param name="IsMeasured">By the site's machine.</param>
internal sealed record CheckedItemView(CheckItem Item, ItemNeed Need, CheckResult Result, MeasurementCode? Code, bool IsMeasured);

/// <param name="GroupId">Of the branch that checks it.</param>
/// <param name="Note">Of what has not passed: why, in the reader's language.</param>
/// <param name="Times">How often it was checked for this time of the meeting.</param>
/// <param name="IsEarlier">It was checked for another time of the meeting; to be checked anew.</param>
/// <param name="Speaks">It has something to say in the script: the main site checks it, too.</param>
/// <param name="Asked">How far it is with measuring itself; null: nobody has asked it to.</param>
/// <param name="Items">All, in the order of the summary sheet.</param>
internal sealed record CheckedSiteView(
    Guid SiteId, SiteRole Role, string Name, string? Place, Guid GroupId, CheckResult Result, string? Note, DateTimeOffset? At, string? By, int Times,
    bool IsEarlier, bool Speaks, bool MayCheck, AskState? Asked, IReadOnlyList<DutyPerson> People, IReadOnlyList<CheckedItemView> Items);

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

/// <summary>How the check stands: one answer with a constant number of queries for two hundred sites.</summary>
internal static class CheckPage
{
    public static void Map(IEndpointRouteBuilder check) =>
        check.MapGet("", ShowAsync).WithName("GetTechnicalCheck").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<TechnicalCheckView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await db.FindMeetingAsync(id, null, cancellation) is { } meeting
            ? TypedResults.Ok(await ReadAsync(db, meeting, SignedInAccount.Required(http.User), clock, time.GetUtcNow(), Language.Of(http), cancellation))
            : Refusals.NotFound;
    }

    /// <param name="meeting">With everything.</param>
    public static async Task<TechnicalCheckView> ReadAsync(
        DiemCauDb db, Meeting meeting, SignedInAccount reader, MeetingClock clock, DateTimeOffset now, string language, CancellationToken cancellation)
    {
        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        var reach = await CheckRights.ReachAsync(db, reader, meeting, branches, cancellation);
        var sites = (await CheckedSites.OfAsync(db, meeting, branches, cancellation)).Where(site => reach.Sees(site.Site)).ToList();
        var (id, startsAt) = (meeting.Id, meeting.StartsAt);
        var words = db.ItemChecks;
        var times = await db.SiteChecks
            .Where(check => check.MeetingId == id && check.GivenFor == startsAt
                && words.Any(word => word.CheckId == check.Id && word.Result != CheckResult.NotChecked))
            .GroupBy(check => check.SiteId).Select(checks => new { checks.Key, Count = checks.Count() })
            .ToDictionaryAsync(checks => checks.Key, checks => checks.Count, cancellation);
        var people = await db.DutyRosters.AsNoTracking().Where(roster => roster.MeetingId == id && roster.SiteId != null && roster.GivenFor == startsAt)
            .ToDictionaryAsync(roster => roster.SiteId!.Value, roster => roster.People, cancellation);
        var asked = await db.CheckAsks.AsNoTracking().Where(ask => ask.MeetingId == id && ask.IsCurrent)
            .ToDictionaryAsync(ask => ask.SiteId, ask => ask.At(now), cancellation);
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
                    site.Site.SiteId, site.Site.Role, site.Site.Name, site.Site.Place, site.Branch?.UnitId ?? meeting.UnitId, site.Result,
                    CheckWords.NoteOf(site, language), site.Check?.At, site.Check?.By, times.GetValueOrDefault(site.Site.SiteId), site.IsEarlier,
                    SpeaksInScript(meeting, site), isOpen && reach.MayCheck(site.Site),
                    asked.TryGetValue(site.Site.SiteId, out var ask) ? ask : null, people.GetValueOrDefault(site.Site.SiteId, []), ItemsOf(site))),
            ]);
    }

    private static bool SpeaksInScript(Meeting meeting, CheckedSite site) => meeting.Script.Any(item => item.SpeakingSiteId == site.Site.SiteId);

    private static IReadOnlyList<CheckedItemView> ItemsOf(CheckedSite site) =>
    [
        .. ItemNeeds.All.Select(item => site.Items.TryGetValue(item, out var known)
            ? new CheckedItemView(item, site.Needs[item], known.Result, known.Code, known.IsMeasured)
            : new(item, site.Needs[item], CheckResult.NotChecked, null, false)),
    ];
}
