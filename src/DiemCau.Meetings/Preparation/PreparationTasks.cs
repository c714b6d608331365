using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>What a site's unit, a district for its branch, and the MCU operators for the media servers have yet to prepare.</summary>
internal sealed class PreparationTasks(MeetingClock clock, InstallationOptions installation) : ITaskSource
{
    private static readonly MeetingStage[] Open = [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck, MeetingStage.Ready];

    /// <summary>MCU operators and administrators may write every site's roster, but are not asked to.</summary>
    private static readonly Role[] OfSites = [Role.SiteOperator, Role.UnitRegistrar, Role.IntermediateOperator];

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var (reader, ownUnit) = (account.Id, account.UnitId);
        var given = db.RoleAssignments.Where(given => given.AccountId == reader && OfSites.Contains(given.Role)).Select(given => given.UnitId);
        var own = await db.UnitAncestors.Where(line => given.Contains(line.AncestorId) || line.UnitId == ownUnit)
            .Select(line => line.UnitId).Distinct().ToListAsync(cancellation);
        var units = await Rights.AmongAsync(db, reader, Permission.PrepareMeetings, own, cancellation);
        var open = db.Meetings.AsNoTracking().Where(meeting => Open.Contains(meeting.Stage) && meeting.EndsAt > now);
        var operated = db.RoleAssignments.Where(given => given.AccountId == reader && given.Role == Role.McuOperator).Select(given => given.UnitId);
        var registering = await open.Select(meeting => meeting.UnitId).Distinct().ToListAsync(cancellation);
        var ofMcu = await db.UnitAncestors.Where(line => registering.Contains(line.UnitId) && operated.Contains(line.AncestorId))
            .Select(line => line.UnitId).Distinct().ToListAsync(cancellation);
        var meetings = await open
            .Where(meeting => ofMcu.Contains(meeting.UnitId)
                || db.Set<MeetingSite>().Any(site => site.MeetingId == meeting.Id && units.Contains(site.UnitId)))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new
            {
                meeting.Id, meeting.UnitId, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt,
                IsOfMcu = ofMcu.Contains(meeting.UnitId),
            })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (meetings.Count == 0)
        {
            return [];
        }

        var stations = await Stations.OfAsync(db, [.. meetings.Select(meeting => (meeting.Id, meeting.UnitId, meeting.Kind))], units, installation.Language, cancellation);
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        // Only when it was sent: a site that is not prepared is late, wherever the meeting is.
        var sent = (await db.StagePassages.AsNoTracking()
            .Where(passage => ids.Contains(passage.MeetingId) && passage.Verb == MeetingVerb.Submit).ToListAsync(cancellation)).ToLookup(passage => passage.MeetingId);
        var times = await clock.TimesAsync(db, now, meetings[^1].StartsAt ?? now, cancellation);
        return [.. meetings.SelectMany(meeting =>
        {
            var deadline = times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [.. sent[meeting.Id]], [.. exemptions[meeting.Id]])
                .FirstOrDefault(state => state.Deadline == MeetingDeadline.Preparation)?.Undone;
            var mine = stations[meeting.Id].Where(station => station.SiteId is not null || meeting.IsOfMcu).ToList();
            // What is ready is asked only for what its new time has called into question.
            var isReady = meeting.Stage == MeetingStage.Ready;
            return new[]
            {
                TaskOf("task.preparation.confirm", [.. mine.Where(station => station.NeedsConfirming)]),
                TaskOf("task.preparation.duty", [.. mine.Where(station => !isReady && !station.HasRoster && !station.HasOldRoster)]),
                TaskOf("task.preparation.checklist", [.. mine.Where(station => !isReady && !station.HasChecks && !station.NeedsConfirming)]),
            }.OfType<HomeTask>();

            HomeTask? TaskOf(string key, IReadOnlyList<Station> open) => open.Count == 0
                ? null
                : HomeTask.By(deadline, now, open.Count == 1 ? key : key + "_many", new(meeting.Id, meeting.Title, meeting.StartsAt), $"/cuoc-hop/{meeting.Id}/chuan-bi") with
                {
                    Arguments = [open.Count == 1 ? open[0].Name : open.Count],
                };
        })];
    }
}
