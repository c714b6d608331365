using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Organisation;

/// <summary>An office of the organisation tree. Names are unique without regard to accents and case under one parent.</summary>
internal sealed class Unit
{
    public const int NameLength = 200;
    public const int CodeLength = 50;

    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The official code of the office, such as the one of its administrative division.</summary>
    public string? Code { get; set; }

    public Guid? ParentId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder) => builder.ToTable("units");
}

internal static class OrganisationStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Unit> Units => db.Set<Unit>();
    }
}
