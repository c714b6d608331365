using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace DiemCau.Meetings.Journal;

/// <summary>Mức độ: how much attention a line asks for.</summary>
public enum JournalSeverity
{
    /// <summary>Thông thường: in the course of things.</summary>
    Info,

    /// <summary>Cảnh báo: somebody may have to look at it.</summary>
    Warning,

    /// <summary>Nghiêm trọng: somebody has to.</summary>
    Serious,
}

/// <summary>What a line is about, so that reports find it without reading its detail; what is not known is null.</summary>
/// <param name="By">Who did it, where that is not whose session the request has: who signs in, whoever has a link.</param>
/// <param name="UnitId">The unit whose line it is: of the site, the account, the room; of the meeting when it is nobody else's.</param>
public readonly record struct JournalScope(
    Guid? MeetingId = null, Guid? ConferenceId = null, Guid? SiteId = null, Guid? UnitId = null, Guid? ParticipantId = null,
    (Guid Id, string Name)? By = null);

/// <summary>What happened: written once, never changed (the database refuses), kept at least 12 months (docs/meetings/journal.md).</summary>
internal sealed class JournalEntry
{
    /// <summary>The event's own id, made where it happened (<see cref="Shared.TimeOrderedId"/>); with the time the row's key.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, which may be long before it could be written. The month's partition follows from it.</summary>
    public required DateTimeOffset At { get; init; }

    public JournalSeverity Severity { get; init; }

    /// <summary>Area and verb, such as "account.signed_in".</summary>
    public required string Action { get; init; }

    /// <summary>Whose session did it; null when nobody was signed in.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Who did it as it was called then: a mailbox, the name shown in a conference.</summary>
    public string? Actor { get; init; }

    public Guid? MeetingId { get; init; }

    public Guid? ConferenceId { get; init; }

    public Guid? SiteId { get; init; }

    public Guid? UnitId { get; init; }

    public Guid? ParticipantId { get; init; }

    /// <summary>To whom or what it happened, where no column says it better: a mailbox, a domain, a day.</summary>
    public string? Subject { get; init; }

    /// <summary>JSON object with what else is worth knowing; never secrets.</summary>
    public required string Detail { get; init; }

    /// <summary>The client's network address.</summary>
    public string? Address { get; init; }
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    /// <summary>The column in which the database keeps the line's words for searching.</summary>
    public const string Words = "Words";

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        // The partition's column must be part of the key, and the newest first is how it is read.
        builder.HasKey(entry => new { entry.At, entry.Id });
        builder.Property(entry => entry.Detail).HasColumnType("jsonb");
        builder.Property<NpgsqlTsVector?>(Words).Metadata.SetBeforeSaveBehavior(Microsoft.EntityFrameworkCore.Metadata.PropertySaveBehavior.Ignore);
    }
}

internal static class JournalStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<JournalEntry> Journal => db.Set<JournalEntry>();
    }
}
