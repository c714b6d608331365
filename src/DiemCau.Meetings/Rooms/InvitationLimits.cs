using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Rooms;

/// <summary>
/// Whom an account may have the installation write to: mailboxes anywhere for units that somebody has confirmed, those of the listed domains for
/// others, and only so many a day. A province's mail server is no relay for whoever has a mailbox.
/// </summary>
internal sealed class InvitationLimits(IOptions<RoomsOptions> options, InstallationOptions installation, TimeProvider time)
{
    /// <returns>Null when they may be sent; they are then counted. The caller's transaction decides for good.</returns>
    public async Task<Refusal?> CountAsync(DiemCauDb db, SignedInAccount account, IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var isConfirmed = account.UnitId is not null || await db.RoleAssignments.AnyAsync(given => given.AccountId == account.Id, cancellation);
        if (!isConfirmed)
        {
            foreach (var address in addresses)
            {
                if (!await MailDomainRule.AllowsAsync(db, address, cancellation))
                {
                    return RoomRefusals.ForeignInvitation(MailAddressText.DomainOf(address));
                }
            }
        }

        var most = isConfirmed ? options.Value.InvitationsPerDay : options.Value.InvitationsPerDayUnconfirmed;
        var (day, count) = (installation.Today(time), addresses.Count);
        var counted = count > most ? 0 : await db.Database.ExecuteSqlAsync(
            $"""
            insert into invitation_counts as c (account_id, day, count) values ({account.Id}, {day}, {count})
            on conflict (account_id, day) do update set count = c.count + {count} where c.count + {count} <= {most}
            """,
            cancellation);
        return counted == 1 ? null : RoomRefusals.TooManyInvitations(most);
    }
}

/// <summary>The numbers of this slice, from the configuration section "Rooms".</summary>
public sealed class RoomsOptions
{
    /// <summary>Mails that one account's invitations may come to in a day: every site of a province, three times.</summary>
    public int InvitationsPerDay { get; set; } = 1_000;

    /// <summary>The same while nobody has confirmed the account's unit.</summary>
    public int InvitationsPerDayUnconfirmed { get; set; } = 30;
}
