using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Resources;

/// <summary>
/// Gives meetings their capacity and rooms as their stages change, and takes them back: in the transaction that changes the stage, so that
/// no meeting is approved without capacity and none holds it afterwards.
/// </summary>
internal sealed class Allocating(TimeProvider time) : IMeetingListener
{
    /// <summary>Decisions on capacity are made one at a time, on all servers; until the caller's transaction ends.</summary>
    public static Task LockAsync(DiemCauDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(20261120, 40)", cancellation);

    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        if (!Holds(meeting.Kind, happened.To))
        {
            await (happened.To == MeetingStage.Ended ? EndAsync(db, meeting.Id, cancellation) : ReleaseAsync(db, meeting.Id, cancellation));
            return null;
        }

        return !Holds(meeting.Kind, happened.From) || happened.Changes("startsAt", "endsAt", "mainSite", "members")
            ? await AllocateAsync(db, meeting, cancellation)
            : null;
    }

    /// <summary>Whether a meeting has capacity: from its approval, or its announcement when it needs none, until it ends.</summary>
    private static bool Holds(MeetingKind kind, MeetingStage stage) =>
        stage is >= MeetingStage.Approved and <= MeetingStage.InSession && MeetingWay.Of(kind).Contains(stage);

    private async Task<Refusal?> AllocateAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        if (TimeWish.Of(meeting) is not { } wish)
        {
            return null;
        }

        await LockAsync(db, cancellation);
        var schedule = await Schedule.ReadAsync(db, wish.StartsAt, wish.EndsAt, wish.SiteIds, cancellation);
        var finding = schedule.Find(wish);
        var isFirm = meeting.Kind == MeetingKind.Planned;
        if (!finding.HasCapacity)
        {
            return ResourceRefusals.NoCapacity(finding, schedule.Rule);
        }

        // An ad-hoc meeting cannot wait until a room is free; the people there decide which of two they attend.
        if (isFirm && finding.SiteClashes.Count > 0)
        {
            return ResourceRefusals.SitesTaken(finding.SiteClashes.Select(clash => clash.SiteId).Distinct().Count());
        }

        await ReleaseAsync(db, meeting.Id, cancellation);
        if (finding is { TakesCapacity: true, Node: { } node })
        {
            var (from, to) = schedule.Rule.Hold(wish.StartsAt, wish.EndsAt);
            db.Allocations.Add(new()
            {
                MeetingId = meeting.Id,
                NodeId = node.NodeId,
                StartsAt = from,
                EndsAt = to,
                Ports = finding.Need.Ports,
                Streams = finding.Need.Streams,
                Mbps = finding.Need.Mbps,
                CreatedAt = time.GetUtcNow(),
            });
        }

        // A site may have been removed since the meeting was written.
        var sites = await db.Sites.Where(site => wish.SiteIds.Contains(site.Id)).Select(site => site.Id).ToListAsync(cancellation);
        db.SiteBookings.AddRange(sites.Select(site => new SiteBooking
        {
            SiteId = site,
            MeetingId = meeting.Id,
            StartsAt = wish.StartsAt,
            EndsAt = wish.EndsAt,
            IsFirm = isFirm,
        }));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private static async Task ReleaseAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        await db.Allocations.Where(allocation => allocation.MeetingId == meetingId).ExecuteDeleteAsync(cancellation);
        await db.SiteBookings.Where(booking => booking.MeetingId == meetingId).ExecuteDeleteAsync(cancellation);
        Forget<Allocation>(db, allocation => allocation.MeetingId == meetingId);
        Forget<SiteBooking>(db, booking => booking.MeetingId == meetingId);
    }

    /// <summary>What a meeting has used stays on the timeline; what it has not is free.</summary>
    private async Task EndAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await db.Allocations.Where(allocation => allocation.MeetingId == meetingId && allocation.StartsAt >= now).ExecuteDeleteAsync(cancellation);
        await db.SiteBookings.Where(booking => booking.MeetingId == meetingId && booking.StartsAt >= now).ExecuteDeleteAsync(cancellation);
        await db.Allocations.Where(allocation => allocation.MeetingId == meetingId && allocation.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(allocation => allocation.EndsAt, now), cancellation);
        await db.SiteBookings.Where(booking => booking.MeetingId == meetingId && booking.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(booking => booking.EndsAt, now), cancellation);
    }

    private static void Forget<T>(DiemCauDb db, Func<T, bool> which)
        where T : class
    {
        foreach (var entry in db.ChangeTracker.Entries<T>().Where(entry => which(entry.Entity)).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
