using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.TechnicalCheck.Measuring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.TechnicalCheck.Runs;

/// <summary>"Bắt đầu kiểm tra": somebody has asked sites to measure themselves. Each level runs its own, at the same time.</summary>
internal sealed class CheckRun
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    /// <summary>How many were asked.</summary>
    public int Sites { get; init; }
}

/// <summary>How far a site is that was asked.</summary>
internal enum AskState
{
    /// <summary>Chưa vào: no machine of the site has taken it up.</summary>
    NotIn,

    /// <summary>Đang đo</summary>
    Measuring,

    /// <summary>Xong</summary>
    Done,

    /// <summary>Không trả lời: it began and sent nothing in time, or nobody was there for so long that it is not waited for any more.</summary>
    NoAnswer,
}

/// <summary>One site that was asked. Everything stands in the database, so that a server that is killed goes on where it was.</summary>
internal sealed class CheckAsk
{
    /// <summary>A measurement takes half a minute; a weak PC is given three times that.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>A site that comes later than this is not surprised any more; it may still check itself.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public Guid Id { get; init; }

    public Guid RunId { get; init; }

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>A machine of the site has begun.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public Guid? MeasurementId { get; set; }

    /// <summary>The last one of its site for the meeting: who is asked again forgets what was asked before.</summary>
    public bool IsCurrent { get; set; }

    public AskState At(DateTimeOffset now) =>
        DoneAt is not null ? AskState.Done
        : TakenAt is not { } taken ? (now - AskedAt < Life ? AskState.NotIn : AskState.NoAnswer)
        : now - taken < Patience ? AskState.Measuring
        : AskState.NoAnswer;
}

internal sealed class CheckRunConfiguration : IEntityTypeConfiguration<CheckRun>, IEntityTypeConfiguration<CheckAsk>
{
    public void Configure(EntityTypeBuilder<CheckRun> builder)
    {
        builder.ToTable("check_runs");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(run => run.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CheckAsk> builder)
    {
        builder.ToTable("check_asks");
        builder.Property(ask => ask.Id).ValueGeneratedNever();
        builder.HasOne<CheckRun>().WithMany().HasForeignKey(ask => ask.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(ask => ask.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(ask => ask.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CheckMeasurement>().WithMany().HasForeignKey(ask => ask.MeasurementId).OnDelete(DeleteBehavior.SetNull);
    }
}
