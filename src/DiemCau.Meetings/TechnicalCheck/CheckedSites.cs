using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What is known of one item of a site: the last word that was written, a person's or a machine's.</summary>
/// <param name="IsMeasured">By the site's machine.</param>
internal sealed record CheckedItem(CheckResult Result, MeasurementCode? Code, string? Figures, string? Note, DateTimeOffset At, string By, bool IsMeasured);

/// <summary>A site of a meeting with its last check.</summary>
/// <param name="Branch">Who checks it; null: the main site itself.</param>
/// <param name="Check">Null: nobody has checked it for the time at which the meeting begins now.</param>
/// <param name="IsEarlier">It was checked for another time.</param>
/// <param name="IsOnPodium">The main site, or one that speaks in the script.</param>
/// <param name="Items">Those with a word for this time of the meeting.</param>
internal sealed record CheckedSite(
    MeetingSite Site, NoticeBranch? Branch, SiteCheck? Check, bool IsEarlier, bool IsOnPodium, ItemNeeds Needs, IReadOnlyDictionary<CheckItem, CheckedItem> Items)
{
    public CheckResult Result => Needs.ResultOf(ResultOf);

    public CheckResult ResultOf(CheckItem item) => Items.GetValueOrDefault(item)?.Result ?? CheckResult.NotChecked;
}

/// <param name="Passed">Đạt</param>
/// <param name="Failed">Chưa đạt</param>
/// <param name="NotChecked">Chưa kiểm tra</param>
internal sealed record CheckCounts(int Passed, int Failed, int NotChecked)
{
    public static CheckCounts Of(IReadOnlyCollection<CheckedSite> sites) => new(
        sites.Count(site => site.Result == CheckResult.Passed), sites.Count(site => site.Result == CheckResult.Failed),
        sites.Count(site => site.Result == CheckResult.NotChecked));
}

internal static class CheckedSites
{
    private static readonly Dictionary<CheckItem, CheckedItem> Nothing = [];

    /// <summary>The main site first, then the members in their order.</summary>
    /// <param name="meeting">With its sites and its script.</param>
    public static async Task<IReadOnlyList<CheckedSite>> OfAsync(
        DiemCauDb db, Meeting meeting, NoticeBranches branches, CancellationToken cancellation)
    {
        var (id, startsAt) = (meeting.Id, meeting.StartsAt);
        var checks = await db.SiteChecks.AsNoTracking().Where(check => check.MeetingId == id && check.IsCurrent)
            .ToDictionaryAsync(check => check.SiteId, cancellation);
        var words = (await (
            from word in db.ItemChecks.AsNoTracking()
            join check in db.SiteChecks on word.CheckId equals check.Id
            where word.MeetingId == id && word.IsCurrent && word.Result != CheckResult.NotChecked
            select new
            {
                word.SiteId, word.Item, check.GivenFor,
                Known = new CheckedItem(word.Result, word.Code, word.Figures, check.Note, check.At, check.By, check.MeasurementId != null),
            }).ToListAsync(cancellation)).ToLookup(word => word.SiteId);
        Guid[] sites = [.. meeting.Sites.Select(site => site.SiteId)];
        var descriptions = await db.Sites.AsNoTracking().Where(site => sites.Contains(site.Id)).Select(site => new { site.Id, site.Description })
            .ToDictionaryAsync(site => site.Id, site => site.Description, cancellation);
        var speaking = meeting.Script.Select(item => item.SpeakingSiteId).OfType<Guid>().ToHashSet();
        return
        [
            .. meeting.Sites.OrderBy(site => site.Role).ThenBy(site => site.Position).Select(site =>
            {
                var (ofSite, last) = (words[site.SiteId], checks.GetValueOrDefault(site.SiteId));
                var isEarlier = last is not null && last.GivenFor != startsAt && ofSite.Any();
                var isOnPodium = site.Role == SiteRole.Main || speaking.Contains(site.SiteId);
                return new CheckedSite(
                    site, site.Role == SiteRole.Main ? null : branches.Of(site.UnitId), isEarlier ? null : last, isEarlier, isOnPodium,
                    ItemNeeds.Of(descriptions.GetValueOrDefault(site.SiteId), isOnPodium),
                    ofSite.Any() ? ofSite.Where(word => word.GivenFor == startsAt).ToDictionary(word => word.Item, word => word.Known) : Nothing);
            }),
        ];
    }
}
