using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>
/// "Tài khoản này của đơn vị nào": an account names its unit, and somebody who answers for it says whether that is so. Until then it holds
/// rooms for itself and takes part in others', and nothing else; its claim is seen by itself and by administrators only.
/// </summary>
internal sealed class UnitClaims(MailOutbox outbox, JournalWriter journal, IEnumerable<IAccountUnitEvents> others, InstallationOptions installation, TimeProvider time)
{
    /// <summary>Writes down what an account says of itself, and tells those who decide. The caller saves.</summary>
    /// <param name="unitId">One of the existing units; null: by its name, or a new one.</param>
    public async Task<Refusal?> ClaimAsync(DiemCauDb db, Account account, string name, Guid? unitId, CancellationToken cancellation)
    {
        if (UnitDirectory.NameErrors("unitName", name).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        if (unitId is { } chosen && !await db.Units.AnyAsync(unit => unit.Id == chosen && unit.ValidTo == null, cancellation))
        {
            return AccountRefusals.UnitUnknown;
        }

        account.Claim(name, unitId ?? await UnitDirectory.NamedAsync(db, name, cancellation), time.GetUtcNow());
        journal.Add(db, "account.unit_claimed", account.Email, new { account.ClaimedUnitName, account.ClaimedUnitId }, new(UnitId: account.ClaimedUnitId));
        var deciding = Rights.AccountsWith(db, Permission.ManageAccounts, account.ClaimedUnitId ?? Unit.Whole);
        var administrators = await db.Accounts.Where(one => one.State == AccountState.Active && deciding.Contains(one.Id)).Select(one => one.Email).ToListAsync(cancellation);
        var letter = new MailLetter(installation.Name, Text("claim.subject", name), [Text("claim.body", account.Email, name)])
        {
            Action = (Text("claim.action"), new(installation.PublicAddress, UnitClaimTasks.Page)),
        };
        foreach (var administrator in administrators)
        {
            outbox.Add(db, letter.AddressedTo(administrator));
        }

        return null;
    }

    /// <summary>
    /// The account belongs to <paramref name="unitId"/>, or else to the existing unit that it names, or else to a new one of the name it gives.
    /// Saves; its rooms go with it.
    /// </summary>
    /// <param name="parentId">Under what a new unit stands; null: at the top.</param>
    public async Task<Refusal?> ConfirmAsync(DiemCauDb db, Account account, Guid? unitId, Guid? parentId, CancellationToken cancellation)
    {
        var (name, now) = (account.ClaimedUnitName, time.GetUtcNow());
        if (name is null)
        {
            return AccountRefusals.NothingClaimed;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var unit = unitId ?? account.ClaimedUnitId;
        if (unit is null)
        {
            var (made, conflict) = await UnitDirectory.AddAsync(db, name, parentId, now, cancellation);
            if (made is null)
            {
                return conflict;
            }

            journal.Add(db, "unit.added", made.Id.ToString(), new { made.Name, made.Kind, made.ParentId }, new(UnitId: made.Id));
            unit = made.Id;
        }

        account.BelongTo(unit);
        foreach (var slice in others)
        {
            await slice.BelongsAsync(db, account.Id, unit.Value, cancellation);
        }

        journal.Add(db, "account.unit_confirmed", account.Email, new { Claimed = name, UnitId = unit }, new(UnitId: unit));
        Tell(db, account, "confirmed", await db.Units.Where(known => known.Id == unit).Select(known => known.Name).SingleAsync(cancellation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>The account does not belong to what it named; it may name another. The caller saves.</summary>
    public void Refuse(DiemCauDb db, Account account, string? reason)
    {
        journal.Add(db, "account.unit_refused", account.Email, new { Claimed = account.ClaimedUnitName, Reason = reason });
        Tell(db, account, "refused", account.ClaimedUnitName!, reason);
        account.BelongTo(account.UnitId);
    }

    private void Tell(DiemCauDb db, Account account, string what, string unit, string? reason = null)
    {
        List<string> paragraphs = [Text(what + ".body", account.Email, unit)];
        if (!string.IsNullOrWhiteSpace(reason))
        {
            paragraphs.Add(Text("refused.reason", reason.Trim()));
        }

        outbox.Add(db, new MailLetter(installation.Name, Text(what + ".subject", unit), paragraphs)
        {
            Action = (Text(what + ".action"), new(installation.PublicAddress, "/tai-khoan")),
        }.AddressedTo(account.Email));
    }

    private string Text(string key, params object?[] arguments) => Texts.Get(installation.Language, "mail.unit_" + key, arguments);
}

/// <summary>What other slices do when somebody has said to which unit an account belongs. Works within the caller's transaction.</summary>
internal interface IAccountUnitEvents
{
    Task BelongsAsync(DiemCauDb db, Guid accountId, Guid unitId, CancellationToken cancellation);
}
