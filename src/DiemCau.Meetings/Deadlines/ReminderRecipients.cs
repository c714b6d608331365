using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Whose business a deadline is.</summary>
internal sealed class ReminderRecipients(IEnumerable<IDeadlineAudience> audiences)
{
    internal sealed record Recipient(Guid Id, string Email);

    public async Task<IReadOnlyList<Recipient>> OfAsync(DiemCauDb db, Meeting meeting, MeetingDeadline deadline, CancellationToken cancellation)
    {
        var active = db.Accounts.AsNoTracking().Where(account => account.State == AccountState.Active);
        var sites = db.MeetingSites.Where(site => site.MeetingId == meeting.Id);
        var audience = audiences.SingleOrDefault(audience => audience.Deadline == deadline);
        var named = audience is null ? null : await audience.AccountsAsync(db, meeting, cancellation);
        var approving = Rights.AccountsWith(db, Permission.ApproveMeetings, meeting.UnitId);
        var chosen = deadline switch
        {
            _ when named is not null => active.Where(account => named.Contains(account.Id)),
            // Only who writes the draft knows of it.
            MeetingDeadline.Registration => active.Where(account => account.Id == meeting.RegisteredById),
            MeetingDeadline.Approval => active.Where(account => approving.Contains(account.Id)),
            MeetingDeadline.Connection => active.Where(account => account.UnitId == meeting.UnitId || sites.Any(site => site.UnitId == account.UnitId)),
            MeetingDeadline.Conclusions => active.Where(account => account.UnitId == meeting.UnitId),
            _ => active.Where(account => account.UnitId == meeting.UnitId
                || sites.Any(site => site.Role == SiteRole.Main && site.UnitId == account.UnitId)),
        };
        return await chosen.OrderBy(account => account.Id).Select(account => new Recipient(account.Id, account.Email)).ToListAsync(cancellation);
    }
}
