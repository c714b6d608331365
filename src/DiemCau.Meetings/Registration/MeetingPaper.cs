using System.Text.Json;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Registration;

internal enum PaperKind
{
    /// <summary>For those who take part.</summary>
    Paper,

    /// <summary>The scan of the official letter ("công văn") that asks for the meeting; with its number and date it is what is decided upon.</summary>
    Letter,
}

/// <summary>"Tài liệu" of a meeting; its content lies in the data folder.</summary>
internal sealed class MeetingPaper
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public PaperKind Kind { get; init; }

    /// <summary>The file's name as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public Guid? AddedById { get; init; }

    public required string AddedBy { get; init; }
}

/// <summary>Sites that a unit invites again and again: "Các xã vùng II".</summary>
internal sealed class SiteGroup
{
    public const int NameLength = 200;

    public Guid Id { get; init; }

    public Guid UnitId { get; init; }

    public required string Name { get; set; }

    public required Guid[] SiteIds { get; set; }
}

/// <summary>A form that a unit begins its registrations with.</summary>
internal sealed class MeetingTemplate
{
    public const int NameLength = 200;

    public Guid Id { get; init; }

    public Guid UnitId { get; init; }

    public required string Name { get; set; }

    public required MeetingForm Form { get; set; }
}

internal sealed class MeetingPaperConfiguration : IEntityTypeConfiguration<MeetingPaper>
{
    public void Configure(EntityTypeBuilder<MeetingPaper> builder)
    {
        builder.ToTable("meeting_papers");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(paper => paper.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SiteGroupConfiguration : IEntityTypeConfiguration<SiteGroup>
{
    public void Configure(EntityTypeBuilder<SiteGroup> builder) => builder.ToTable("site_groups");
}

internal sealed class MeetingTemplateConfiguration : IEntityTypeConfiguration<MeetingTemplate>
{
    public void Configure(EntityTypeBuilder<MeetingTemplate> builder)
    {
        builder.ToTable("meeting_templates");
        builder.Property(template => template.Form).HasColumnType("jsonb").HasConversion(
            form => JsonSerializer.Serialize(form, JsonSerializerOptions.Web),
            stored => JsonSerializer.Deserialize<MeetingForm>(stored, JsonSerializerOptions.Web)!);
    }
}

internal static class RegistrationStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<MeetingPaper> Papers => db.Set<MeetingPaper>();

        public DbSet<SiteGroup> SiteGroups => db.Set<SiteGroup>();

        public DbSet<MeetingTemplate> MeetingTemplates => db.Set<MeetingTemplate>();
    }
}
