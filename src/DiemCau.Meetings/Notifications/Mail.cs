using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notifications;

/// <summary>A mail in the outbox, from the transaction that wanted it until well after it has left.</summary>
internal sealed class Mail
{
    public Guid Id { get; init; }

    /// <summary>Recipient's address.</summary>
    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Emptied once a mail server has taken the mail: it may hold a link that signs in.</summary>
    public required string Text { get; set; }

    public required string Html { get; set; }

    public byte[]? Calendar { get; set; }

    public string? CalendarMethod { get; init; }

    /// <summary>What it carries; null again once it has left.</summary>
    public Guid? FileId { get; set; }

    public MailFile? File { get; init; }

    /// <summary>The address of whoever had it sent, told when it can never arrive; null: nobody is.</summary>
    public string? ReportTo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public MailState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it was sent, kept or given up.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public string? LastError { get; set; }
}

/// <summary>Kept: there is no mail server, it lies in the data folder. Returned: it was taken, and a report says that it did not arrive.</summary>
public enum MailState { Waiting, Sent, Kept, GivenUp, Returned }

internal sealed class MailConfiguration : IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Mail> builder)
    {
        builder.ToTable("mails");
        builder.HasOne(mail => mail.File).WithMany().HasForeignKey(mail => mail.FileId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal static class MailStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Mail> Mails => db.Set<Mail>();

        public DbSet<UndeliverableAddress> UndeliverableAddresses => db.Set<UndeliverableAddress>();
    }
}
