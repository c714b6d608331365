using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Deadlines;

/// <summary>
/// Takes what was reminded of out of everybody's unread reminders as soon as it is done, decided, passed over or moved to another time: nobody
/// is to look after what is settled.
/// </summary>
internal sealed class SettledReminders(MeetingClock clock) : IMeetingListener
{
    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        var unread = db.Reminders.Where(reminder => reminder.MeetingId == meeting.Id && reminder.ReadAt == null);
        var known = await unread.Select(reminder => new { reminder.Deadline, reminder.DueAt }).Distinct().ToListAsync(cancellation);
        if (known.Count == 0)
        {
            return null;
        }

        var open = (await clock.TimesAsync(db, meeting.StartsAt ?? happened.At, cancellation)).Of(meeting).Where(state => state.IsOpen)
            .Select(state => (state.Deadline, state.LatestAt)).ToHashSet();
        foreach (var settled in known.Where(reminder => !open.Contains((reminder.Deadline, reminder.DueAt))))
        {
            await unread.Where(reminder => reminder.Deadline == settled.Deadline && reminder.DueAt == settled.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.ReadAt, happened.At), cancellation);
        }

        return null;
    }
}
