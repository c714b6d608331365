using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Deadlines;

internal enum DeadlineMeasure { WorkingDays, HalfDays, Minutes }

/// <summary>How a deadline is counted, as an administrator may set it. Without a row the procedure's default counts.</summary>
internal sealed record DeadlineRule
{
    public required MeetingDeadline Deadline { get; init; }

    /// <summary>
    /// How many before the meeting's start; for <see cref="MeetingDeadline.Approval"/> after the registration was sent,
    /// for <see cref="MeetingDeadline.Conclusions"/> after the meeting's end.
    /// </summary>
    public required int Amount { get; init; }

    public required DeadlineMeasure Measure { get; init; }

    /// <summary>Minutes before the start until which it is still accepted, though due; null: the deadline itself.</summary>
    public int? LatestMinutes { get; init; }

    /// <summary>
    /// How many minutes after it was called a meeting without registration may take for it, when the deadline itself would have been over
    /// by then; null: the deadline is not of such meetings.
    /// </summary>
    public int? AtOnceMinutes { get; init; }

    /// <summary>How many minutes before the deadline it is due and people are reminded.</summary>
    public required int WarnMinutes { get; init; }

    private const int Day = 24 * 60;

    /// <summary>The procedure's defaults.</summary>
    public static IReadOnlyList<DeadlineRule> Defaults { get; } =
    [
        new() { Deadline = MeetingDeadline.Registration, Amount = 5, Measure = DeadlineMeasure.WorkingDays, WarnMinutes = Day },
        new() { Deadline = MeetingDeadline.Approval, Amount = 0, Measure = DeadlineMeasure.WorkingDays, WarnMinutes = Day },
        new() { Deadline = MeetingDeadline.Invitations, Amount = 3, Measure = DeadlineMeasure.WorkingDays, WarnMinutes = Day },
        // Before the technical check, which is half a day before the meeting.
        new() { Deadline = MeetingDeadline.Preparation, Amount = 2, Measure = DeadlineMeasure.HalfDays, AtOnceMinutes = 10, WarnMinutes = Day },
        new() { Deadline = MeetingDeadline.TechnicalCheck, Amount = 1, Measure = DeadlineMeasure.HalfDays, LatestMinutes = 120, WarnMinutes = Day / 2 },
        // The conference opens by itself one hour before: what does so seconds or minutes later is in time.
        new() { Deadline = MeetingDeadline.Connection, Amount = 60, Measure = DeadlineMeasure.Minutes, LatestMinutes = 50, AtOnceMinutes = 10, WarnMinutes = 60 },
        new() { Deadline = MeetingDeadline.Readiness, Amount = 30, Measure = DeadlineMeasure.Minutes, AtOnceMinutes = 15, WarnMinutes = 60 },
        new() { Deadline = MeetingDeadline.Conclusions, Amount = 5, Measure = DeadlineMeasure.WorkingDays, WarnMinutes = Day },
    ];
}

internal sealed class DeadlineRuleConfiguration : IEntityTypeConfiguration<DeadlineRule>
{
    public void Configure(EntityTypeBuilder<DeadlineRule> builder)
    {
        builder.ToTable("deadline_rules");
        builder.HasKey(rule => rule.Deadline);
    }
}

internal static class DeadlineStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<DeadlineRule> DeadlineRules => db.Set<DeadlineRule>();

        public DbSet<Reminder> Reminders => db.Set<Reminder>();
    }
}
