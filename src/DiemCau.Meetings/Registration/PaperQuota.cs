using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>How much a unit may put down, and how full the disk may become by it: the database stands on the same one.</summary>
internal sealed class PaperQuota(InstallationOptions installation, DataDisk disk)
{
    // The class of advisory locks of this rule; the second number is of the unit.
    private const int LockClass = 20261129;

    /// <summary>Before anything is read.</summary>
    /// <param name="announced">Bytes by the request's own word; null: not said.</param>
    public async Task<Refusal?> RefusalAsync(DiemCauDb db, Guid meetingId, long? announced, CancellationToken cancellation) =>
        !disk.HasRoomFor(announced ?? Papers.MostBytes) ? RegistrationRefusals.DiskNearlyFull
        : await RefusalAsync(db, meetingId, announced ?? 1, cancellation);

    /// <summary>Within the transaction that adds the paper: two uploads at once do not both take the last room.</summary>
    public async Task<Refusal?> RefusalWhileAddingAsync(DiemCauDb db, Guid meetingId, long size, CancellationToken cancellation)
    {
        var unit = await UnitOfAsync(db, meetingId, cancellation);
        var key = BitConverter.ToInt32(unit.ToByteArray());
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockClass}, {key})", cancellation);
        return await RefusalAsync(db, meetingId, size, cancellation);
    }

    private async Task<Refusal?> RefusalAsync(DiemCauDb db, Guid meetingId, long more, CancellationToken cancellation)
    {
        if (installation.PapersOfUnit is not { } most)
        {
            return null;
        }

        var unit = await UnitOfAsync(db, meetingId, cancellation);
        var meetings = db.Meetings.Where(meeting => meeting.UnitId == unit);
        var used = await db.Papers.Where(paper => meetings.Any(meeting => meeting.Id == paper.MeetingId)).SumAsync(paper => paper.Size, cancellation);
        return used + more > most ? RegistrationRefusals.PaperQuotaUsed(most / 1024 / 1024) : null;
    }

    private static Task<Guid> UnitOfAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation) =>
        db.Meetings.Where(meeting => meeting.Id == meetingId).Select(meeting => meeting.UnitId).SingleAsync(cancellation);
}
