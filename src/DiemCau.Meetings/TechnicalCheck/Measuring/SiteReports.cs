using System.Net;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <param name="MeetingId">For which meeting it is a check; null: alone, kept as the site's last self-check.</param>
internal sealed record SiteReport(SiteMeasurement? Measurement, Guid? MeetingId = null);

/// <summary>An item as a site sees it after measuring.</summary>
/// <param name="IsMeasured">False: nothing was measured of it this time; the result is what was known before.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="ToDo">What to do about it.</param>
internal sealed record JudgedItemView(
    CheckItem Item, string Name, ItemNeed Need, CheckResult Result, bool IsMeasured, MeasurementCode? Code, string? Text, string? ToDo, string? Figures)
{
    /// <summary>As it is known of the site.</summary>
    public static JudgedItemView Of(CheckItem item, CheckedSite site, bool isMeasured, string language)
    {
        var known = site.Items.GetValueOrDefault(item);
        return Of(item, site, site.ResultOf(item), isMeasured, known?.Code, known?.Note, known?.Figures, language);
    }

    /// <summary>As it has just been judged.</summary>
    public static JudgedItemView Of(Judgement now, CheckedSite site, string language) =>
        Of(now.Item, site, now.Result, true, now.Code, site.Items.GetValueOrDefault(now.Item)?.Note, now.Figures, language);

    private static JudgedItemView Of(
        CheckItem item, CheckedSite site, CheckResult result, bool isMeasured, MeasurementCode? code, string? note, string? figures, string language) => new(
        item, CheckWords.Of(item, language), site.Needs[item], result, isMeasured, code,
        code is { } wrong ? CheckWords.Of(wrong, language) : note, code is { } what ? CheckWords.ToDo(what, language) : null, figures);
}

/// <summary>What the server makes of a measurement.</summary>
/// <param name="Result">Of the site, with what people have said of the items that no machine measures.</param>
/// <param name="Line">By which line it came, from its address; null: unknown.</param>
/// <param name="NewDevices">That were not there the last time.</param>
/// <param name="LostDevices">That were.</param>
internal sealed record JudgedMeasurementView(
    Guid Id, Guid? MeetingId, DateTimeOffset At, string By, CheckResult Result, LineKind? Line, IReadOnlyList<JudgedItemView> Items,
    IReadOnlyList<string> NewDevices, IReadOnlyList<string> LostDevices);

/// <summary>A site sends what it has measured. Thresholds, lines and items are judged here; the browser only measures.</summary>
internal static class SiteReports
{
    /// <summary>A still picture of 640×360 has some 40 kB.</summary>
    public const int LargestPicture = 100_000;

    /// <summary>Of one site for one meeting: 200 sites that check themselves all day then take 200 MB at the most.</summary>
    private const int MostPictures = 10;

    /// <summary>Figures and the names of a PC's devices.</summary>
    private const int LargestReport = 64 * 1024;

    private const string Limit = "site-measurements";

    /// <summary>From one address: a province's sites behind one gateway measure at the same time, each with a picture.</summary>
    private const int PerMinute = 1200;

    /// <summary>Between two measurements of one site: each is kept, and none is done sooner.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(3);

    public static void Limits(IServiceCollection services) =>
        services.Configure<RequestRateOptions>(rates => rates.PerMinute[Limit] = PerMinute);

    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapPost("/measurements", ReportAsync).WithName("ReportSiteMeasurement").LimitedTo(Limit)
            .WithMetadata(new RequestSizeLimitAttribute(LargestReport));
        site.MapPut("/measurements/{measurementId:guid}/picture", PictureAsync).WithName("AddCheckPicture").LimitedTo(Limit)
            .Accepts<Stream>("image/jpeg").WithMetadata(new RequestSizeLimitAttribute(LargestPicture + 1));
    }

    private static async Task<Results<Ok<JudgedMeasurementView>, Refusal>> ReportAsync(
        Guid siteId, SiteReport report, HttpContext http, DiemCauDb db, CheckVisits visits, CancellationToken cancellation)
    {
        if (await SiteReporter.OfAsync(db, http, siteId, cancellation) is not { } reporter)
        {
            return Refusals.Forbidden;
        }

        if (report.Measurement is not { } measured)
        {
            return Refusal.Validation(new FieldError("measurement", "required"));
        }

        if (measured.Errors() is { Count: > 0 } errors)
        {
            return Refusal.Validation([.. errors]);
        }

        var now = visits.Now;
        var last = await db.CheckMeasurements.AsNoTracking().Where(one => one.SiteId == siteId).OrderByDescending(one => one.At).FirstOrDefaultAsync(cancellation);
        if (last is not null && now - last.At < ShortestPause)
        {
            return Refusals.TooManyAttempts(ShortestPause);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var line = await LineOfAsync(db, http.Connection.RemoteIpAddress, reporter.Site, report.MeetingId, cancellation);
        var kept = new CheckMeasurement
        {
            Id = Guid.CreateVersion7(now), SiteId = siteId, MeetingId = report.MeetingId, At = now, ById = reporter.By.Id, By = reporter.By.Name, Line = line.Line,
            Figures = measured,
        };
        var judgements = MeasurementJudge.Of(measured, line);
        var (site, refusal) = report.MeetingId is { } meetingId
            ? await CheckAsync(db, meetingId, kept, judgements, reporter, visits, cancellation)
            : (await AloneAsync(db, kept, judgements, reporter, cancellation), null);
        if (site is null)
        {
            return refusal!;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(ViewOf(kept, site, judgements, last?.Figures, Language.Of(http)));
    }

    /// <summary>A check of the meeting; it answers whoever has asked for it.</summary>
    private static async Task<(CheckedSite? Site, Refusal? Refusal)> CheckAsync(
        DiemCauDb db, Guid meetingId, CheckMeasurement kept, IReadOnlyList<Judgement> judgements, SiteReporter reporter, CheckVisits visits,
        CancellationToken cancellation)
    {
        var (meeting, branches) = await CheckVisits.LockAsync(db, meetingId, cancellation);
        if (meeting?.Sites.FirstOrDefault(one => one.SiteId == kept.SiteId) is null)
        {
            return (null, Refusals.NotFound);
        }

        if (!CheckRights.IsOpen(meeting))
        {
            return (null, MeetingRefusals.WrongStage);
        }

        var sites = await CheckedSites.OfAsync(db, meeting, branches!, cancellation);
        var site = sites.Single(one => one.Site.SiteId == kept.SiteId);
        db.Add(kept);
        // It has to be there before what refers to it.
        await db.SaveChangesAsync(cancellation);
        await db.CheckAsks.Where(ask => ask.MeetingId == meetingId && ask.SiteId == kept.SiteId && ask.IsCurrent && ask.DoneAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(ask => ask.DoneAt, kept.At).SetProperty(ask => ask.TakenAt, ask => ask.TakenAt ?? kept.At)
                    .SetProperty(ask => ask.MeasurementId, kept.Id),
                cancellation);
        ItemWord[] words = [.. judgements.Where(one => IsOf(site, one)).Select(one => new ItemWord(one.Item, one.Result, one.Code, one.Figures))];
        return words.Length == 0 ? (site, null)
            : await visits.WriteAsync(db, meeting, sites, [new(site, words, MeasurementId: kept.Id)], reporter.By, cancellation) is { } refusal ? (null, refusal)
            : (site, null);
    }

    /// <summary>What was measured of something that the site does not have is not held against it.</summary>
    private static bool IsOf(CheckedSite site, Judgement one) => one.Result == CheckResult.Passed || site.Needs[one.Item] != ItemNeed.None;

    /// <summary>"Tự kiểm tra": it takes the place of the one before.</summary>
    private static async Task<CheckedSite> AloneAsync(
        DiemCauDb db, CheckMeasurement kept, IReadOnlyList<Judgement> judgements, SiteReporter reporter, CancellationToken cancellation)
    {
        // Two of one site at once: the second waits here, and replaces the first.
        await db.Database.ExecuteSqlAsync($"select from sites where id = {kept.SiteId} for update", cancellation);
        await db.CheckMeasurements.Where(one => one.SiteId == kept.SiteId && one.MeetingId == null).ExecuteDeleteAsync(cancellation);
        db.Add(kept);
        await db.SaveChangesAsync(cancellation);
        return Alone(reporter.Site, judgements, kept);
    }

    public static CheckedSite Alone(Site site, IReadOnlyList<Judgement> judgements, CheckMeasurement kept) => new(
        new() { SiteId = site.Id, UnitId = site.UnitId, Name = site.Name }, null, null, false, false, ItemNeeds.Of(site.Description, isOnPodium: false),
        judgements.ToDictionary(one => one.Item, one => new CheckedItem(one.Result, one.Code, one.Figures, null, kept.At, kept.By, true)));

    public static async Task<JudgedLine> LineOfAsync(DiemCauDb db, IPAddress? address, Site site, Guid? meetingId, CancellationToken cancellation)
    {
        var line = address is null ? null : await NetworkRange.LineOfAsync(db, address, site.Id, cancellation);
        return new(line, await MustBeSlcdAsync(db, site, meetingId, cancellation));
    }

    /// <summary>Where nobody has said by which addresses the dedicated line comes, no connection can be held against it.</summary>
    private static async Task<bool> MustBeSlcdAsync(DiemCauDb db, Site site, Guid? meetingId, CancellationToken cancellation)
    {
        var isKnown = site.Description.AddressRanges?.Any(range => range.Line == LineKind.Slcd) == true
            || await db.NetworkRanges.AnyAsync(range => range.Line == LineKind.Slcd, cancellation);
        return isKnown && (site.Description.Lines?.Any(line => line.Kind == LineKind.Slcd) == true
            || await LineAtTheDoor.PolicyAsync(db, meetingId ?? Guid.Empty, cancellation) != LinePolicy.InternetAllowed);
    }

    /// <param name="site">As it stood before.</param>
    public static JudgedMeasurementView ViewOf(
        CheckMeasurement kept, CheckedSite site, IReadOnlyList<Judgement> judgements, SiteMeasurement? before, string language)
    {
        var now = judgements.Where(one => IsOf(site, one)).ToDictionary(one => one.Item);
        var (is_, was) = (Labels(kept.Figures), before is null ? null : Labels(before));
        return new(
            kept.Id, kept.MeetingId, kept.At, kept.By,
            site.Needs.ResultOf(item => now.TryGetValue(item, out var one) ? one.Result : site.ResultOf(item)), kept.Line,
            [
                .. ItemNeeds.All.Select(item =>
                    now.TryGetValue(item, out var one) ? JudgedItemView.Of(one, site, language) : JudgedItemView.Of(item, site, isMeasured: false, language)),
            ],
            was is null ? [] : [.. is_.Except(was)], was is null ? [] : [.. was.Except(is_)]);
    }

    private static HashSet<string> Labels(SiteMeasurement measured) =>
        [.. (measured.Devices ?? []).Select(device => device?.Label).Where(label => !string.IsNullOrWhiteSpace(label)).OfType<string>()];

    /// <summary>The body is the picture itself; a measurement has one, which stays. Of a site's many measurements for a meeting the last ones keep theirs.</summary>
    private static async Task<Results<NoContent, Refusal>> PictureAsync(
        Guid siteId, Guid measurementId, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (await SiteReporter.OfAsync(db, http, siteId, cancellation) is null)
        {
            return Refusals.Forbidden;
        }

        if (await db.CheckMeasurements.AsNoTracking().SingleOrDefaultAsync(one => one.Id == measurementId && one.SiteId == siteId, cancellation) is not { } measured)
        {
            return Refusals.NotFound;
        }

        if (http.Request.ContentLength > LargestPicture)
        {
            return Refusals.RequestTooLarge;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        var jpeg = body.ToArray();
        // The marks at a JPEG's beginning and end: whatever else it is, it is shown as a picture or not at all.
        if (jpeg.Length > LargestPicture || jpeg is not [0xff, 0xd8, 0xff, .., 0xff, 0xd9])
        {
            return CheckRefusals.NotAPicture;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"insert into check_pictures (measurement_id, jpeg) values ({measurementId}, {jpeg}) on conflict do nothing", cancellation);
        var ofSite = db.CheckMeasurements.Where(one => one.SiteId == siteId && one.MeetingId == measured.MeetingId);
        var kept = await ofSite.Where(one => one.HasPicture || one.Id == measurementId)
            .OrderByDescending(one => one.At).Select(one => one.Id).Take(MostPictures).ToListAsync(cancellation);
        await ofSite.Where(one => one.HasPicture != kept.Contains(one.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.HasPicture, one => kept.Contains(one.Id)), cancellation);
        await db.Set<CheckPicture>().Where(picture => ofSite.Any(one => one.Id == picture.MeasurementId && !one.HasPicture)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
