using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Whose business deadlines are.</summary>
internal sealed class ReminderRecipients(IEnumerable<IDeadlineAudience> audiences)
{
    internal sealed record Recipient(Guid Id, string Email);

    private sealed record Candidate(Guid Id, string Email, Guid? UnitId);

    /// <summary>
    /// In three queries for all of them – their sites, the accounts of the units, who approves – and those of the slices that know better.
    /// </summary>
    /// <returns>As many as <paramref name="due"/>, in its order.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<Recipient>>> OfAsync(
        DiemCauDb db, IReadOnlyList<DueDeadline> due, CancellationToken cancellation)
    {
        Guid[] meetings = [.. due.Select(one => one.Meeting.Id).Distinct()];
        var sites = (await db.MeetingSites.Where(site => meetings.Contains(site.MeetingId))
                .Select(site => new { site.MeetingId, site.UnitId, site.Role }).Distinct().ToListAsync(cancellation))
            .ToLookup(site => site.MeetingId);
        var (named, approving) = (await NamedAsync(db, due, cancellation), await ApprovingAsync(db, due, cancellation));
        Guid?[] units = [.. due.Select(one => (Guid?)one.Meeting.UnitId).Concat(sites.SelectMany(site => site).Select(site => (Guid?)site.UnitId)).Distinct()];
        Guid[] accounts = [.. named.Values.Concat(approving.Values).SelectMany(ids => ids)
            .Concat(due.Select(one => one.Meeting.RegisteredById).OfType<Guid>()).Distinct()];
        var active = await db.Accounts.AsNoTracking()
            .Where(account => account.State == AccountState.Active && (units.Contains(account.UnitId) || accounts.Contains(account.Id)))
            .OrderBy(account => account.Id).Select(account => new Candidate(account.Id, account.Email, account.UnitId)).ToListAsync(cancellation);
        return [.. due.Select(one =>
        {
            var own = one.Meeting.UnitId;
            var (all, main) = (
                sites[one.Meeting.Id].Select(site => site.UnitId).Append(own).ToHashSet(),
                sites[one.Meeting.Id].Where(site => site.Role == SiteRole.Main).Select(site => site.UnitId).Append(own).ToHashSet());
            Func<Candidate, bool> isFor = one.State.Deadline switch
            {
                _ when named.TryGetValue(one.Key, out var ids) => account => ids.Contains(account.Id),
                // Only who writes the draft knows of it.
                MeetingDeadline.Registration => account => account.Id == one.Meeting.RegisteredById,
                MeetingDeadline.Approval => account => approving[own].Contains(account.Id),
                MeetingDeadline.Connection => account => account.UnitId is { } unit && all.Contains(unit),
                MeetingDeadline.Conclusions => account => account.UnitId == own,
                _ => account => account.UnitId is { } unit && main.Contains(unit),
            };
            return (IReadOnlyList<Recipient>)[.. active.Where(isFor).Select(account => new Recipient(account.Id, account.Email))];
        })];
    }

    private async Task<Dictionary<(Guid, MeetingDeadline, ReminderOccasion, DateTimeOffset), HashSet<Guid>>> NamedAsync(
        DiemCauDb db, IReadOnlyList<DueDeadline> due, CancellationToken cancellation)
    {
        var named = new Dictionary<(Guid, MeetingDeadline, ReminderOccasion, DateTimeOffset), HashSet<Guid>>();
        foreach (var one in due)
        {
            if (audiences.SingleOrDefault(audience => audience.Deadline == one.State.Deadline) is { } audience)
            {
                named[one.Key] = await (await audience.AccountsAsync(db, one.Meeting, cancellation)).ToHashSetAsync(cancellation);
            }
        }

        return named;
    }

    /// <summary>Few units register what waits at one time, and each asks for who is above it.</summary>
    private static async Task<Dictionary<Guid, HashSet<Guid>>> ApprovingAsync(
        DiemCauDb db, IReadOnlyList<DueDeadline> due, CancellationToken cancellation)
    {
        var approving = new Dictionary<Guid, HashSet<Guid>>();
        foreach (var unit in due.Where(one => one.State.Deadline == MeetingDeadline.Approval).Select(one => one.Meeting.UnitId).Distinct())
        {
            approving[unit] = await Rights.AccountsWith(db, Permission.ApproveMeetings, unit).ToHashSetAsync(cancellation);
        }

        return approving;
    }
}
