using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>A site of a meeting with its last check.</summary>
/// <param name="Branch">Who checks it; null: the main site itself.</param>
/// <param name="Check">Null: nobody has checked it for the time at which the meeting begins now.</param>
/// <param name="IsEarlier">It was checked for another time.</param>
internal sealed record CheckedSite(MeetingSite Site, NoticeBranch? Branch, SiteCheck? Check, bool IsEarlier)
{
    public CheckResult Result => Check?.Result ?? CheckResult.NotChecked;
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
    /// <summary>The main site first, then the members in their order.</summary>
    /// <param name="meeting">With its sites.</param>
    public static async Task<IReadOnlyList<CheckedSite>> OfAsync(
        DiemCauDb db, Meeting meeting, NoticeBranches branches, CancellationToken cancellation)
    {
        var checks = await db.SiteChecks.AsNoTracking().Where(check => check.MeetingId == meeting.Id && check.IsCurrent)
            .ToDictionaryAsync(check => check.SiteId, cancellation);
        return
        [
            .. meeting.Sites.OrderBy(site => site.Role).ThenBy(site => site.Position).Select(site =>
            {
                var last = checks.GetValueOrDefault(site.SiteId);
                var isEarlier = last is { Result: not CheckResult.NotChecked } && last.GivenFor != meeting.StartsAt;
                return new CheckedSite(site, site.Role == SiteRole.Main ? null : branches.Of(site.UnitId), isEarlier ? null : last, isEarlier);
            }),
        ];
    }
}
