using System.Text.Json;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Live.Running;

/// <summary>A conference as the database knows it: enough to go on with it after a restart.</summary>
internal sealed class ConferenceRow
{
    public Guid Id { get; init; }

    public OccasionKind OccasionKind { get; init; }

    public Guid OccasionId { get; init; }

    /// <summary>As they were when it opened.</summary>
    public required ConferenceTerms Terms { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many took part when it was last written; what lists show.</summary>
    public int Participants { get; set; }

    /// <summary>JSON of <see cref="StoredConference"/>; up to 100 kB, so lists must not read it.</summary>
    public required string State { get; set; }

    public DateTimeOffset WrittenAt { get; set; }

    public Occasion Occasion => new(OccasionKind, OccasionId);
}

internal sealed class ConferenceChatRow
{
    public Guid Id { get; init; }

    public Guid ConferenceId { get; init; }

    public long Position { get; init; }

    public Guid ParticipantId { get; init; }

    public required string DisplayName { get; init; }

    public required string Text { get; init; }

    public DateTimeOffset At { get; init; }

    public ChatMessage ToMessage() => new(Id, ParticipantId, DisplayName, Text, At);
}

internal sealed class ConferenceRowConfiguration : IEntityTypeConfiguration<ConferenceRow>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One place, so that an opening in plain SQL writes what a query reads.</summary>
    public static string Written(ConferenceTerms terms) => JsonSerializer.Serialize(terms, Json);

    public static ConferenceTerms Read(string stored) => JsonSerializer.Deserialize<ConferenceTerms>(stored, Json)!;

    public void Configure(EntityTypeBuilder<ConferenceRow> builder)
    {
        builder.ToTable("conferences");
        builder.Property(row => row.OccasionKind).HasConversion<string>();
        builder.Property(row => row.State).HasColumnType("jsonb");
        builder.Property(row => row.Terms).HasColumnType("jsonb").HasConversion(
            terms => Written(terms), stored => Read(stored));
        builder.Ignore(row => row.Occasion);
    }
}

internal sealed class ConferenceChatRowConfiguration : IEntityTypeConfiguration<ConferenceChatRow>
{
    public void Configure(EntityTypeBuilder<ConferenceChatRow> builder)
    {
        builder.ToTable("conference_chat");
        builder.HasKey(row => new { row.ConferenceId, row.Id });
        builder.Property(row => row.Position).UseIdentityByDefaultColumn();
        builder.HasOne<ConferenceRow>().WithMany().HasForeignKey(row => row.ConferenceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class LiveStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<ConferenceRow> Conferences => db.Set<ConferenceRow>();

        public DbSet<ConferenceChatRow> ConferenceChat => db.Set<ConferenceChatRow>();
    }

    /// <summary>The living conferences of occasions of one kind.</summary>
    public static IQueryable<ConferenceRow> Living(this IQueryable<ConferenceRow> conferences, OccasionKind kind) =>
        conferences.Where(row => row.OccasionKind == kind && row.EndedAt == null);
}
