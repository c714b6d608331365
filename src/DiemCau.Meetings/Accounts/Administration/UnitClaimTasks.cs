using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>Accounts whose unit waits to be confirmed, for those who answer for it.</summary>
internal sealed class UnitClaimTasks : ITaskSource
{
    public const string Page = "/quan-tri/tai-khoan?cho-xac-nhan=1";

    private const string Confirm = "task.accounts.confirm_unit";

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var mine = Rights.UnitsWhere(db, account.Id, Permission.ManageAccounts);
        var claims = await db.Accounts.AsNoTracking()
            .Where(one => one.ClaimedUnitName != null && one.State == AccountState.Active && mine.Contains(one.ClaimedUnitId ?? Unit.Whole))
            .OrderBy(one => one.ClaimedAt).Select(one => new { one.Email, one.ClaimedUnitName }).Take(ITaskSource.Most).ToListAsync(cancellation);
        return [.. claims.Select(claim => new HomeTask(Confirm, null, $"{Page}&tim={Uri.EscapeDataString(claim.Email)}", null, null)
        {
            Arguments = [claim.ClaimedUnitName, claim.Email],
        })];
    }
}
