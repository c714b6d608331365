using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What a district has to check among its sites, and the main site and the MCU operators among all.</summary>
internal sealed class CheckTasks(MeetingClock clock) : ITaskSource
{
    private static readonly MeetingStage[] Open = [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck];

    /// <summary>Administrators may check every site, but are not asked to.</summary>
    private static readonly Role[] Checking = [Role.IntermediateOperator, Role.McuOperator];

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var (reader, own) = (account.Id, account.UnitId);
        var held = await db.RoleAssignments.Where(given => given.AccountId == reader && Checking.Contains(given.Role)).Select(given => given.UnitId)
            .Union(Rights.UnitsHeldBy(db, reader, Permission.PrepareMeetings).Where(unit => unit == own)).ToListAsync(cancellation);
        if (held.Count == 0)
        {
            return [];
        }

        // As values: the database then knows how few they are.
        var below = await db.UnitAncestors.Where(line => held.Contains(line.AncestorId) && line.Distance > 0)
            .Select(line => line.UnitId).Distinct().ToListAsync(cancellation);
        Guid[] led = [.. held, .. below];
        var (sites, checks) = (db.MeetingSites, db.SiteChecks);
        var meetings = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.Kind == MeetingKind.Planned && Open.Contains(meeting.Stage) && meeting.StartsAt > now)
            .Select(meeting => new
            {
                meeting.Id, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt,
                Leads = led.Contains(meeting.UnitId) || sites.Any(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Main && led.Contains(site.UnitId)),
            })
            .Where(meeting => meeting.Leads || sites.Any(site => site.MeetingId == meeting.Id && below.Contains(site.UnitId)))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (meetings.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        Guid[] all = [.. meetings.Where(meeting => meeting.Leads).Select(meeting => meeting.Id)];
        var left = await (
            from site in sites
            join meeting in db.Meetings on site.MeetingId equals meeting.Id
            where ids.Contains(site.MeetingId) && (all.Contains(site.MeetingId) || below.Contains(site.UnitId))
                && !checks.Any(check => check.MeetingId == site.MeetingId && check.SiteId == site.SiteId && check.IsCurrent
                    && check.Result == CheckResult.Passed && check.GivenFor == meeting.StartsAt)
            group site by site.MeetingId into open
            select new { open.Key, Count = open.Count() }).ToDictionaryAsync(open => open.Key, open => open.Count, cancellation);
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var times = await clock.TimesAsync(db, now, meetings[^1].StartsAt ?? now, cancellation);
        return
        [
            .. meetings.Where(meeting => left.ContainsKey(meeting.Id)).Select(meeting => HomeTask.By(
                times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [], [.. exemptions[meeting.Id]])
                    .FirstOrDefault(state => state.Deadline == MeetingDeadline.TechnicalCheck),
                now, "task.check.sites", new(meeting.Id, meeting.Title, meeting.StartsAt), $"/cuoc-hop/{meeting.Id}/kiem-tra") with
            {
                Arguments = [left[meeting.Id]],
            }),
        ];
    }
}
