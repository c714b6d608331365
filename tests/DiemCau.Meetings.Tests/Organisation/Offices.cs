using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Organisation;

/// <summary>Units, and accounts that are something in them, for the tests of whatever asks for rights.</summary>
internal static class Offices
{
    private static int _count;

    /// <summary>A unit under another, or at the top.</summary>
    public static async Task<Guid> Unit(this TestInstallation installation, string name, Guid? parent = null, UnitKind kind = UnitKind.Authority)
    {
        var unit = new Unit { Id = Guid.CreateVersion7(), Name = name, Kind = kind, ParentId = parent, CreatedAt = installation.Time.GetUtcNow() };
        await installation.Change(db => db.Units.Add(unit));
        return unit.Id;
    }

    /// <summary>The browser of an account that belongs to a unit, and is thereby its registrar and site operator.</summary>
    public static Task<Browser> Member(this TestInstallation installation, Guid unit) => installation.Holder(unit);

    /// <summary>The browser of an account without a unit of its own, that was given roles for one.</summary>
    public static Task<Browser> Holder(this TestInstallation installation, Guid unit, Role first, params Role[] others) =>
        installation.Holder(null, [.. others.Prepend(first).Select(role => (role, unit))]);

    public static async Task<Browser> Holder(this TestInstallation installation, Guid? own, params (Role Role, Guid Unit)[] roles)
    {
        var email = $"donvi{Interlocked.Increment(ref _count)}@{TestInstallation.MailDomain}";
        var browser = await installation.Activated(email);
        await installation.QueryAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(known => known.Email == email);
            account.BelongTo(own);
            db.RoleAssignments.AddRange(roles.Select(role => RoleAssignment.Give(account.Id, role.Role, role.Unit, null, account.CreatedAt)));
            return await db.SaveChangesAsync();
        });
        return browser;
    }

    public static Task<int> Change(this TestInstallation installation, Action<DiemCauDb> change) => installation.QueryAsync(db =>
    {
        change(db);
        return db.SaveChangesAsync();
    });
}
