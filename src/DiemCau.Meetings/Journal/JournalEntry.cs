using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Journal;

/// <summary>What happened: written once, never changed (the database refuses), kept at least 12 months.</summary>
internal sealed class JournalEntry
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Whose session did it; null when nobody was signed in.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Area and verb, such as "account.signed_in".</summary>
    public required string Action { get; init; }

    /// <summary>To whom or what it happened: a mailbox, a domain, an id.</summary>
    public string? Subject { get; init; }

    /// <summary>JSON object with what else is worth knowing; never secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>The client's network address.</summary>
    public string? Address { get; init; }
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.Property(entry => entry.Detail).HasColumnType("jsonb");
    }
}

internal static class JournalStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<JournalEntry> Journal => db.Set<JournalEntry>();
    }
}
