using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>Who is reminded of the check: the units that lead the meeting, and those districts whose sites have not all passed.</summary>
internal sealed class UncheckedSites : IDeadlineAudience
{
    public MeetingDeadline Deadline => MeetingDeadline.TechnicalCheck;

    public async Task<IQueryable<Guid>> AccountsAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        var whole = (await db.Meetings.AsNoTracking().Include(known => known.Sites).SingleAsync(known => known.Id == meeting.Id, cancellation))!;
        var sites = await CheckedSites.OfAsync(db, whole, await NoticeBranches.ReadAsync(db, whole, cancellation), cancellation);
        var open = sites.Where(site => site.Result != CheckResult.Passed).ToList();
        Guid[] branches = [.. open.Select(site => site.Branch?.UnitId).OfType<Guid>().Distinct()];
        Guid?[] units =
        [
            meeting.UnitId, .. sites.Where(site => site.Site.Role == SiteRole.Main).Select(site => (Guid?)site.Site.UnitId),
            .. branches.Select(branch => (Guid?)branch),
        ];
        return db.Accounts.Where(account => open.Count > 0 && units.Contains(account.UnitId)).Select(account => account.Id)
            .Union(db.RoleAssignments.Where(given => given.Role == Role.IntermediateOperator && branches.Contains(given.UnitId)).Select(given => given.AccountId));
    }
}
