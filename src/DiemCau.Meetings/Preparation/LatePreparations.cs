using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Preparation;

/// <summary>Who is reminded of the preparation: the units whose sites have not finished it, and the MCU operators for their part.</summary>
internal sealed class LatePreparations(InstallationOptions installation) : IDeadlineAudience
{
    public MeetingDeadline Deadline => MeetingDeadline.Preparation;

    public async Task<IQueryable<Guid>> AccountsAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        if (!PreparationRights.IsOpen(meeting.Stage))
        {
            return db.Accounts.Where(_ => false).Select(account => account.Id);
        }

        var waiting = (await Stations.OfAsync(db, meeting, installation.Language, cancellation)).Where(station => !station.IsPrepared).ToList();
        Guid?[] units = [.. waiting.Where(station => station.SiteId is not null).Select(station => (Guid?)station.UnitId).Distinct()];
        var ofSites = db.Accounts.Where(account => units.Contains(account.UnitId)).Select(account => account.Id);
        if (!waiting.Exists(station => station.Role == StationRole.Mcu))
        {
            return ofSites;
        }

        var above = db.UnitAncestors.Where(line => line.UnitId == meeting.UnitId).Select(line => line.AncestorId);
        return ofSites.Union(db.RoleAssignments.Where(given => given.Role == Role.McuOperator && above.Contains(given.UnitId)).Select(given => given.AccountId));
    }
}
