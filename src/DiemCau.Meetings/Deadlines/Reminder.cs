using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Deadlines;

internal enum ReminderOccasion { Due, Late }

/// <summary>
/// That an account was reminded of a deadline: its line in the account's own list and, because there is at most one of it, the reason why
/// nobody is ever reminded twice. A meeting that is moved has new deadlines.
/// </summary>
internal sealed class Reminder
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public MeetingDeadline Deadline { get; init; }

    public Guid AccountId { get; init; }

    public ReminderOccasion Occasion { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(reminder => reminder.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(reminder => reminder.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
