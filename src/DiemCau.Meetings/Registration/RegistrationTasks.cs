using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>What a registering unit has begun, or was given back.</summary>
internal sealed class RegistrationTasks(MeetingClock clock) : ITaskSource
{
    private static readonly MeetingStage[] Theirs = [MeetingStage.Returned, MeetingStage.Postponed];

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var (reader, ownUnit) = (account.Id, account.UnitId);
        // An office that may register everywhere is not asked to finish what others have begun.
        var theirs = await db.Meetings.AsNoTracking()
            .Where(meeting => (meeting.Stage == MeetingStage.Draft && meeting.RegisteredById == reader && (meeting.Title != "" || meeting.StartsAt != null))
                || (Theirs.Contains(meeting.Stage) && (meeting.RegisteredById == reader || meeting.UnitId == ownUnit)))
            .OrderBy(meeting => meeting.StartsAt == null).ThenBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new { meeting.Id, meeting.UnitId, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (theirs.Count == 0)
        {
            return [];
        }

        var units = await Rights.AmongAsync(db, reader, Permission.RegisterMeetings, [.. theirs.Select(meeting => meeting.UnitId).Distinct()], cancellation);
        var meetings = theirs.FindAll(meeting => units.Contains(meeting.UnitId));
        if (meetings.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var times = await clock.TimesAsync(db, meetings.Min(meeting => meeting.StartsAt) ?? now, meetings.Max(meeting => meeting.StartsAt) ?? now, cancellation);
        return [.. meetings.Select(meeting =>
        {
            // Without its passages: what was sent once and came back is to be sent again by the same time.
            var deadline = times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [], [.. exemptions[meeting.Id]])
                .FirstOrDefault(state => state.Deadline == MeetingDeadline.Registration);
            return HomeTask.By(deadline, now, KeyOf(meeting.Stage), new(meeting.Id, meeting.Title, meeting.StartsAt), LinkOf(meeting.Id, meeting.Stage));
        })];
    }

    private static string KeyOf(MeetingStage stage) => stage switch
    {
        MeetingStage.Draft => "task.registration.finish",
        MeetingStage.Returned => "task.registration.rework",
        _ => "task.registration.replan",
    };

    private static string LinkOf(Guid id, MeetingStage stage) =>
        stage is MeetingStage.Draft ? $"/cuoc-hop/dang-ky?ban={id}" : $"/cuoc-hop/{id}";
}
