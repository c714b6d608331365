using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation.Exchange;
using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Demonstration;

/// <summary>
/// A province to try the system with: offices, what their accounts are, and their sites. Run once more, it adds what is missing and changes
/// nothing else.
/// </summary>
internal sealed class DemonstrationProvince(
    IDbContextFactory<DiemCauDb> contexts, IEnumerable<IDemonstrationEvents> others, InstallationOptions installation, JournalWriter journal, TimeProvider time)
{
    /// <summary>RFC 2606 keeps this domain from ever being anybody's: no mail leaves for it.</summary>
    private const string MailDomain = "tinh-mau.example";

    /// <param name="Accounts">How many accounts were made or opened.</param>
    internal sealed record Made(string Province, int Units, int Accounts, int Sites);

    /// <param name="passwordHash">All accounts may sign in with it; null: they wait for activation.</param>
    /// <returns>Null: there are units that are no demonstration's. Nobody wants two hundred offices of a play among those they work with.</returns>
    public async Task<Made?> MakeAsync(DemonstrationForm form, string? passwordHash, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var offices = DemonstrationOffices.Of(form);
        await UnitTableWriting.LockAsync(db, cancellation);
        if (await db.Units.AnyAsync(cancellation) && !await db.Accounts.AnyAsync(account => account.Email.EndsWith("@" + MailDomain), cancellation))
        {
            return null;
        }

        var units = await UnitsAsync(db, offices, now, cancellation);
        var accounts = await AccountsAsync(db, offices, units.Ids, passwordHash, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        var sites = 0;
        foreach (var other in others)
        {
            sites += await other.MadeAsync(db, offices, units.Ids, now, cancellation);
        }

        if (!await db.Set<LevelName>().AnyAsync(cancellation))
        {
            string[] levels = form == DemonstrationForm.ThreeLevel ? ["province", "district", "commune"] : ["province", "commune"];
            await LevelNames.WriteAsync(db, [.. levels.Select(level => Texts.Get(installation.Language, $"unit.level.{level}"))], cancellation);
        }

        journal.Add(db, "unit.demonstration_made", units.Ids[offices[0].Code].ToString(), new { Form = form.ToString(), Units = units.Added, Accounts = accounts, Sites = sites });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new(offices[0].Name, units.Added, accounts, sites);
    }

    private static async Task<(Dictionary<string, Guid> Ids, int Added)> UnitsAsync(
        DiemCauDb db, IReadOnlyList<DemonstrationOffice> offices, DateTimeOffset now, CancellationToken cancellation)
    {
        var existing = await db.Units.Where(unit => unit.ValidTo == null).ToListAsync(cancellation);
        var known = existing.Where(unit => unit.Code is not null).ToDictionary(unit => unit.Code!, unit => unit.Id);
        var columns = UnitColumns.All.ToDictionary(column => column, column => (int)column);
        // What somebody has changed since stays as they changed it.
        UnitRow[] rows = [.. offices.Where(office => !known.ContainsKey(office.Code)).Select((office, i) => UnitRow.Read(
            new TableRow(i + 1, [new(office.Code), new(office.Name), new(office.Parent ?? ""), new(UnitColumns.WordOf(office.Kind, Language.Vietnamese))]), columns))];
        var plan = UnitImportPlan.Of(rows, existing, () => Guid.CreateVersion7(now));
        if (plan.HasErrors)
        {
            throw new InvalidOperationException(string.Join("; ", plan.Rows.SelectMany(unit => unit.Row!.Errors.Select(error => $"{unit.Name}: {error.Code}"))));
        }

        await UnitTableWriting.WriteAsync(db, plan, now, cancellation);
        foreach (var unit in plan.Rows)
        {
            known[unit.Code!] = unit.Id;
        }

        return (known, rows.Length);
    }

    private static async Task<int> AccountsAsync(
        DiemCauDb db, IReadOnlyList<DemonstrationOffice> offices, Dictionary<string, Guid> units, string? passwordHash, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var known = await db.Accounts.Where(account => account.Email.EndsWith("@" + MailDomain)).ToDictionaryAsync(account => account.Email, cancellation);
        var made = 0;
        foreach (var office in offices)
        {
            var email = $"{office.Code}@{MailDomain}";
            var isNew = !known.TryGetValue(email, out var account);
            if (isNew)
            {
                db.Accounts.Add(account = Account.Register(email, now));
                account.BelongTo(units[office.Code]);
                db.RoleAssignments.AddRange(office.Roles.Select(role => RoleAssignment.Give(account.Id, role.Role, units[role.Unit ?? office.Code], null, now)));
            }

            var opens = passwordHash is not null && account!.State == AccountState.Pending;
            if (opens)
            {
                account!.Activate(passwordHash!, now);
            }

            made += isNew || opens ? 1 : 0;
        }

        return made;
    }
}
