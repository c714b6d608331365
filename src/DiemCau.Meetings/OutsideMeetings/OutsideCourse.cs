using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.OutsideMeetings;

/// <summary>
/// Opens and ends meetings that others run on their own systems by the times they were announced with: nobody here sees them begin. Of two
/// servers that do so at once the database lets one; a server that was down finds what it has missed.
/// </summary>
internal sealed class OutsideCourse(IDbContextFactory<DiemCauDb> contexts, MeetingEvents events, TimeProvider time)
{
    private static readonly MeetingStage[] Unopened = [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.Ready];

    /// <returns>How many meetings were opened or ended.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await db.Meetings
            .Where(meeting => meeting.Kind == MeetingKind.Outside
                && ((Unopened.Contains(meeting.Stage) && meeting.StartsAt <= now) || (meeting.Stage == MeetingStage.InSession && meeting.EndsAt <= now)))
            .OrderBy(meeting => meeting.StartsAt).Select(meeting => meeting.Id).ToListAsync(cancellation);
        var moved = 0;
        foreach (var id in due)
        {
            moved += await FollowAsync(id, now, cancellation) ? 1 : 0;
        }

        return moved;
    }

    private async Task<bool> FollowAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return false;
        }

        // By their times, whenever this server came to look.
        var isOpened = meeting.StartsAt is { } starts && starts <= now && meeting.Open(MeetingActor.System, starts) is null;
        var isEnded = meeting.EndsAt is { } ends && ends <= now && meeting.Stage == MeetingStage.InSession && meeting.End(MeetingActor.System, ends) is null;
        // Whoever has moved it meanwhile has done it; what is refused, such as a secret one, stays where it is.
        return (isOpened || isEnded) && await events.SaveAsync(db, meeting, cancellation) is null;
    }
}
