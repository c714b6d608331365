using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>What goes with an account's first second factor, and with its last.</summary>
internal sealed class SecondFactorSwitch(SecondFactor secondFactor, Session session, JournalWriter journal)
{
    /// <summary>
    /// Saves a factor that was added, within a transaction, which this ends. With the first one, every other session ends (they were begun without it) and the account gets recovery codes.
    /// </summary>
    /// <param name="wasOn">Whether the account had a second factor before.</param>
    /// <returns>The recovery codes to be shown once; null when it has had them.</returns>
    public async Task<IReadOnlyList<string>?> AddedAsync(
        DiemCauDb db, HttpContext http, Account account, bool wasOn, string what, CancellationToken cancellation)
    {
        IReadOnlyList<string>? codes = null;
        if (!wasOn)
        {
            account.EndSessions();
            codes = await secondFactor.NewRecoveryCodesAsync(db, account, cancellation);
        }

        journal.Add(db, what, account.Email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await db.Database.CurrentTransaction!.CommitAsync(cancellation);
        if (!wasOn)
        {
            await session.RenewAsync(http, account);
        }

        return codes;
    }

    /// <summary>Saves that a factor was taken away; with the last one the recovery codes go. Within a transaction, which this ends.</summary>
    public async Task RemovedAsync(DiemCauDb db, Account account, string what, CancellationToken cancellation)
    {
        journal.Add(db, what, account.Email, scope: new(UnitId: account.UnitId), severity: JournalSeverity.Warning);
        await db.SaveChangesAsync(cancellation);
        if (!await db.AccountsWithSecondFactor.ContainsAsync(account.Id, cancellation))
        {
            await SecondFactor.ForgetRecoveryCodesAsync(db, account, cancellation);
        }

        await db.Database.CurrentTransaction!.CommitAsync(cancellation);
        session.Forget(account.Id);
    }
}
