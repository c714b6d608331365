using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>What the command line does with accounts. Whoever runs it owns the machine, so no session is asked for.</summary>
internal sealed class AccountsCommands(
    IDbContextFactory<DiemCauDb> contexts, AccountLinks links, Passwords passwords, LockOut lockOut, UnitClaims claims, JournalWriter journal,
    TimeProvider time)
{
    /// <param name="Link">Valid once, to choose a password; null when one was given.</param>
    public sealed record Administrator(string Email, Uri? Link);

    /// <summary>Makes an administrator, or makes one of an account; also the way back in when every password is lost.</summary>
    /// <param name="password">Null: a link to choose one is answered.</param>
    public async Task<(Administrator? Administrator, Refusal? Refusal)> CreateAdministratorAsync(
        string emailText, string? password, CancellationToken cancellation)
    {
        if (!MailAddressText.TryParse(emailText, out var email))
        {
            return (null, AccountRefusals.EmailInvalid);
        }

        if (password is not null && passwords.WeaknessOf(password, email) is { } weakness)
        {
            return (null, weakness);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        if (account is null)
        {
            db.Accounts.Add(account = Account.Register(email, now));
        }

        await Administrators.AddAsync(db, account.Id, by: null, now, cancellation);
        Uri? link = null;
        if (password is not null)
        {
            account.Activate(passwords.Hash(password), now);
        }
        else if (account.State == AccountState.Active)
        {
            link = await links.CreateAsync(db, LinkPurpose.PasswordReset, account.Id, cancellation);
        }
        else
        {
            account.State = AccountState.Pending; // a disabled account is taken back into use by its link
            link = await links.CreateAsync(db, LinkPurpose.Activation, account.Id, cancellation);
        }

        journal.Add(db, "account.administrator_by_command", email);
        await db.SaveChangesAsync(cancellation);
        await lockOut.ForgetPasswordsAsync(db, email, cancellation);
        return (new(email, link), null);
    }

    /// <summary>Confirms the unit that an account names; a new one is put at the top of the tree.</summary>
    public async Task<(AccountView? Account, Refusal? Refusal)> ConfirmUnitAsync(string emailText, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!MailAddressText.TryParse(emailText, out var email)
            || await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation) is not { } account)
        {
            return (null, Refusals.NotFound);
        }

        return await claims.ConfirmAsync(db, account, unitId: null, parentId: null, cancellation) is { } refusal
            ? (null, refusal)
            : (await AccountView.LoadAsync(db, account.Id, cancellation), null);
    }

    public async Task<IReadOnlyList<AccountView>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await AccountView.Of(db, db.Accounts.AsNoTracking().OrderBy(account => account.Email)).ToListAsync(cancellation);
    }
}
