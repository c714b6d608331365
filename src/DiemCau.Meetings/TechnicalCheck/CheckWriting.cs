using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>People write down how checks came out: of a site or some of its items, of many sites that nobody has looked at, and that the check is over.</summary>
internal static class CheckWriting
{
    /// <summary>More than any meeting has.</summary>
    private const int MostSites = 1000;

    /// <param name="Note">Needed when it has not passed: why.</param>
    /// <param name="Items">What is spoken of; null: the site as a whole, which is everything that it is required to pass.</param>
    internal sealed record SiteCheckFields(CheckResult? Result, [property: Lines] string? Note = null, IReadOnlyList<CheckItem>? Items = null);

    internal sealed record SitesToPass(IReadOnlyList<Guid>? SiteIds);

    /// <param name="Passed">Sites that nobody had checked wholly and that have passed now.</param>
    /// <param name="Failed">Sites among them that were checked and have not passed; they stay so.</param>
    internal sealed record SitesPassedView(int Passed, int Failed);

    /// <param name="Version">Of the meeting that was read.</param>
    /// <param name="Anyway">Although sites have not passed.</param>
    /// <param name="Reason">Why, then.</param>
    internal sealed record CheckCompletion(int Version, bool Anyway = false, [property: Lines] string? Reason = null);

    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapPut("/sites/{siteId:guid}", CheckSiteAsync).WithName("CheckSite").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapPost("/branches/{unitId:guid}/pass", PassBranchAsync).WithName("PassBranch").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapPost("/pass", PassSitesAsync).WithName("PassSites").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapPost("/complete", CompleteAsync).WithName("CompleteCheck").Needs(Permission.PrepareMeetings, MeetingRights.Leading);
    }

    private static async Task<Results<NoContent, Refusal>> CheckSiteAsync(
        Guid id, Guid siteId, SiteCheckFields fields, HttpContext http, DiemCauDb db, CheckVisits visits, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await CheckVisits.LockAsync(db, id, cancellation);
        if (meeting?.Sites.FirstOrDefault(site => site.SiteId == siteId) is not { } checkedSite)
        {
            return Refusals.NotFound;
        }

        if (!(await CheckRights.ReachAsync(db, reader, meeting, branches!, cancellation)).MayCheck(checkedSite))
        {
            return Refusals.Forbidden;
        }

        if (!CheckRights.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        var note = string.IsNullOrWhiteSpace(fields.Note) ? null : fields.Note.Trim();
        if (RefusalOf(fields, note) is { } wrong)
        {
            return wrong;
        }

        var sites = await CheckedSites.OfAsync(db, meeting, branches!, cancellation);
        var site = sites.Single(one => one.Site.SiteId == siteId);
        var words = WordsOf(site, fields.Result!.Value, fields.Items);
        if (words.Count > 0
            && await visits.WriteAsync(db, meeting, sites, [new(site, words, note)], MeetingActor.Of(reader), cancellation) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static Refusal? RefusalOf(SiteCheckFields fields, string? note) =>
        fields.Result is not { } result || !Enum.IsDefined(result) ? Refusal.Validation(new FieldError("result", "required"))
        : fields.Items is { } items && (items.Count == 0 || items.Any(item => !Enum.IsDefined(item))) ? Refusal.Validation(new FieldError("items", "required"))
        : result == CheckResult.Failed && note is null ? CheckRefusals.NoteNeeded
        : note?.Length > SiteCheck.NoteLength ? Refusal.Validation(new FieldError("note", "too_long", SiteCheck.NoteLength))
        : null;

    /// <summary>A word on the whole site is one on each item that it is required to pass; and on what failed, which has passed then, too.</summary>
    private static List<ItemWord> WordsOf(CheckedSite site, CheckResult result, IReadOnlyList<CheckItem>? items) =>
    [
        .. (items?.Distinct() ?? ItemNeeds.All.Where(item => result == CheckResult.NotChecked
            ? site.ResultOf(item) != CheckResult.NotChecked
            : site.Needs[item] == ItemNeed.Required || site.ResultOf(item) == CheckResult.Failed)).Select(item => new ItemWord(item, result)),
    ];

    /// <summary>"Đạt cả cụm".</summary>
    /// <param name="unitId">The branch; the meeting's unit: the sites that stand under none.</param>
    private static Task<Results<Ok<SitesPassedView>, Refusal>> PassBranchAsync(
        Guid id, Guid unitId, HttpContext http, DiemCauDb db, CheckVisits visits, CancellationToken cancellation) =>
        PassAsync(id, (site, meeting) => (site.Branch?.UnitId ?? meeting.UnitId) == unitId, http, db, visits, cancellation);

    private static async Task<Results<Ok<SitesPassedView>, Refusal>> PassSitesAsync(
        Guid id, SitesToPass wish, HttpContext http, DiemCauDb db, CheckVisits visits, CancellationToken cancellation)
    {
        if (wish.SiteIds is not { Count: > 0 and <= MostSites } chosen)
        {
            return Refusal.Validation(new FieldError("siteIds", "required"));
        }

        var ids = chosen.ToHashSet();
        return await PassAsync(id, (site, _) => ids.Contains(site.Site.SiteId), http, db, visits, cancellation);
    }

    /// <summary>Of sites of which nothing has failed, what nobody has looked at.</summary>
    private static async Task<Results<Ok<SitesPassedView>, Refusal>> PassAsync(
        Guid id, Func<CheckedSite, Meeting, bool> isMeant, HttpContext http, DiemCauDb db, CheckVisits visits, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await CheckVisits.LockAsync(db, id, cancellation);
        if (meeting is null)
        {
            return Refusals.NotFound;
        }

        var sites = await CheckedSites.OfAsync(db, meeting, branches!, cancellation);
        var meant = sites.Where(site => isMeant(site, meeting)).ToList();
        if (meant.Count == 0)
        {
            return Refusals.NotFound;
        }

        var reach = await CheckRights.ReachAsync(db, reader, meeting, branches!, cancellation);
        var theirs = meant.FindAll(site => reach.MayCheck(site.Site));
        if (theirs.Count == 0)
        {
            return Refusals.Forbidden;
        }

        if (!CheckRights.IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        List<CheckVisit> open =
        [
            .. theirs.Where(site => site.Result == CheckResult.NotChecked).Select(site => new CheckVisit(
                site,
                [
                    .. ItemNeeds.All.Where(item => site.Needs[item] == ItemNeed.Required && site.ResultOf(item) == CheckResult.NotChecked)
                        .Select(item => new ItemWord(item, CheckResult.Passed)),
                ])),
        ];
        if (open.Count > 0 && await visits.WriteAsync(db, meeting, sites, open, MeetingActor.Of(reader), cancellation) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new SitesPassedView(open.Count, meant.Count(site => site.Result == CheckResult.Failed)));
    }

    /// <summary>"Kết thúc kiểm tra": all have passed, or whoever leads decides to go on without.</summary>
    private static async Task<Results<NoContent, Refusal>> CompleteAsync(
        Guid id, CheckCompletion completion, HttpContext http, DiemCauDb db, CheckVisits visits, MeetingEvents events, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await CheckVisits.LockAsync(db, id, cancellation);
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
        if ((meeting.DeclareReady(by, visits.Now, isComplete ? null : new(completion.Reason)) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
