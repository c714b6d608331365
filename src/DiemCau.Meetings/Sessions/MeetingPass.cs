using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// What lets somebody into one meeting in one capacity: a personal link, or the appointment of an account. It is worth something from the hour
/// of connection until the meeting has ended, and can be revoked.
/// </summary>
internal sealed class MeetingPass
{
    public const int NameLength = 200;

    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public Capacity Capacity { get; init; }

    /// <summary>Of a site, and of its delegates.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Appointed: it comes in by signing in; null: whoever has the link.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Who it is for; null: a site's machines, or its delegates, who say their own name.</summary>
    public string? Name { get; init; }

    public string? Position { get; init; }

    /// <summary>Of the link's end; null: without a link.</summary>
    public byte[]? SecretHash { get; init; }

    public string? ProtectedSecret { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public DateTimeOffset? FirstUsedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>The password with which somebody comes in who types the meeting's number.</summary>
internal sealed class MeetingPassword
{
    public Guid MeetingId { get; init; }

    public required string ProtectedPassword { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class MeetingPassConfiguration : IEntityTypeConfiguration<MeetingPass>, IEntityTypeConfiguration<MeetingPassword>
{
    public void Configure(EntityTypeBuilder<MeetingPass> builder)
    {
        builder.ToTable("meeting_passes");
        builder.Property(pass => pass.Id).ValueGeneratedNever();
        builder.Property(pass => pass.Capacity).HasConversion<string>();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(pass => pass.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(pass => pass.AccountId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MeetingPassword> builder)
    {
        builder.ToTable("meeting_passwords");
        builder.HasKey(password => password.MeetingId);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(password => password.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class SessionStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<MeetingPass> MeetingPasses => db.Set<MeetingPass>();

        public DbSet<MeetingPassword> MeetingPasswords => db.Set<MeetingPassword>();

        /// <summary>Who was connected to which conference, from when to when.</summary>
        public DbSet<Connection> Connections => db.Set<Connection>();
    }
}
