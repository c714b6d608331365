using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notices;

/// <summary>What others have decided about a unit's meeting, as its inbox tells it.</summary>
internal sealed class MeetingTiding
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>Who registered the meeting.</summary>
    public Guid UnitId { get; init; }

    /// <summary>The account that did, which may be of another unit.</summary>
    public Guid? AccountId { get; init; }

    public MeetingVerb Verb { get; init; }

    public required string ByName { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? SeenAt { get; set; }
}

internal sealed class MeetingTidingConfiguration : IEntityTypeConfiguration<MeetingTiding>
{
    public void Configure(EntityTypeBuilder<MeetingTiding> builder)
    {
        builder.ToTable("meeting_tidings");
        builder.Property(tiding => tiding.Id).ValueGeneratedNever();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(tiding => tiding.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Puts the approving office's decisions into the inbox of whoever registered.</summary>
internal sealed class MeetingTidings : IMeetingListener
{
    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation)
    {
        if (happened.Verb == MeetingVerb.TakeBack)
        {
            return await TakeBackAsync(db, meeting.Id, cancellation);
        }

        if (happened.Verb is MeetingVerb.Approve or MeetingVerb.Return or MeetingVerb.Reject or MeetingVerb.Displace)
        {
            db.MeetingTidings.Add(new()
            {
                Id = Guid.CreateVersion7(happened.At),
                MeetingId = meeting.Id,
                UnitId = meeting.UnitId,
                AccountId = meeting.RegisteredById,
                Verb = happened.Verb,
                ByName = happened.By.Name,
                Reason = happened.Reason,
                At = happened.At,
            });
        }

        return null;
    }

    /// <summary>What was taken back never was in the inbox, unless somebody has read it there.</summary>
    private static async Task<Refusal?> TakeBackAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var told = await db.MeetingTidings.Where(tiding => tiding.MeetingId == meetingId).OrderByDescending(tiding => tiding.At).FirstOrDefaultAsync(cancellation);
        if (told?.SeenAt is not null)
        {
            return MeetingRefusals.DecisionStands;
        }

        if (told is not null)
        {
            db.MeetingTidings.Remove(told);
        }

        return null;
    }
}
