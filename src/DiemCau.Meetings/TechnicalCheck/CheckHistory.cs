using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What one check said of one item.</summary>
/// <param name="Text">What a measurement found wrong, and what is done about it; null: nothing, or a person's word.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record ItemCheckView(CheckItem Item, CheckResult Result, MeasurementCode? Code, string? Text, string? ToDo, string? Figures)
{
    public static ItemCheckView Of(CheckItem item, CheckResult result, MeasurementCode? code, string? figures, string language) => new(
        item, result, code, code is { } what ? CheckWords.Of(what, language) : null, code is { } wrong ? CheckWords.ToDo(wrong, language) : null, figures);
}

/// <summary>One check of a site.</summary>
/// <param name="Result">Of the site, as it stood after it.</param>
/// <param name="MeasurementId">The site's machine has measured; null: a person's word.</param>
/// <param name="HasPicture">A still picture lies with the measurement.</param>
/// <param name="Line">By which line the measurement came.</param>
internal sealed record SiteCheckView(
    CheckResult Result, string? Note, DateTimeOffset At, string By, bool IsEarlier, Guid? MeasurementId, bool HasPicture, LineKind? Line,
    IReadOnlyList<ItemCheckView> Items);

/// <summary>All that was ever found at a site for a meeting, with the evidence.</summary>
internal static class CheckHistory
{
    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapGet("/sites/{siteId:guid}", ListAsync).WithName("ListSiteChecks").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapGet("/sites/{siteId:guid}/pictures/{measurementId:guid}", PictureAsync).WithName("GetCheckPicture")
            .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    /// <summary>The newest first.</summary>
    private static async Task<Results<Ok<IReadOnlyList<SiteCheckView>>, Refusal>> ListAsync(
        Guid id, Guid siteId, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await SeenAsync(db, http, id, siteId, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var checks = await db.SiteChecks.Where(check => check.MeetingId == id && check.SiteId == siteId)
            .OrderByDescending(check => check.At).ThenByDescending(check => check.Id).ToListAsync(cancellation);
        Guid[] ids = [.. checks.Select(check => check.Id)];
        var words = (await db.ItemChecks.Where(word => ids.Contains(word.CheckId)).ToListAsync(cancellation)).ToLookup(word => word.CheckId);
        var measured = await db.CheckMeasurements.Where(one => one.MeetingId == id && one.SiteId == siteId)
            .Select(one => new { one.Id, one.HasPicture, one.Line }).ToDictionaryAsync(one => one.Id, cancellation);
        var language = Language.Of(http);
        return TypedResults.Ok<IReadOnlyList<SiteCheckView>>(
        [
            .. checks.Select(check =>
            {
                var evidence = check.MeasurementId is { } measurement ? measured.GetValueOrDefault(measurement) : null;
                return new SiteCheckView(
                    check.Result, check.Note, check.At, check.By, check.GivenFor != meeting.StartsAt, evidence?.Id, evidence?.HasPicture ?? false, evidence?.Line,
                    [
                        .. words[check.Id].OrderBy(word => word.Item)
                            .Select(word => ItemCheckView.Of(word.Item, word.Result, word.Code, word.Figures, language)),
                    ]);
            }),
        ]);
    }

    private static async Task<Results<FileContentHttpResult, Refusal>> PictureAsync(
        Guid id, Guid siteId, Guid measurementId, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await SeenAsync(db, http, id, siteId, cancellation) is null)
        {
            return Refusals.NotFound;
        }

        var measurements = db.CheckMeasurements.Where(one => one.Id == measurementId && one.MeetingId == id && one.SiteId == siteId).Select(one => one.Id);
        if (await db.Set<CheckPicture>().SingleOrDefaultAsync(picture => measurements.Contains(picture.MeasurementId), cancellation) is not { } picture)
        {
            return Refusals.NotFound;
        }

        // It never becomes another one, and is shown to nobody else by a cache between.
        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.File(picture.Jpeg, "image/jpeg");
    }

    /// <summary>The meeting, if the reader sees how this site of it came out.</summary>
    private static async Task<Meeting?> SeenAsync(DiemCauDb db, HttpContext http, Guid id, Guid siteId, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting || meeting.Sites.FirstOrDefault(site => site.SiteId == siteId) is not { } site)
        {
            return null;
        }

        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        return (await CheckRights.ReachAsync(db, SignedInAccount.Required(http.User), meeting, branches, cancellation)).Sees(site) ? meeting : null;
    }
}
