using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Organisation;

/// <summary>
/// An office of the organisation tree, at any depth. Among those that are still valid, names are unique without regard to
/// case under one parent, and codes everywhere.
/// </summary>
internal sealed class Unit
{
    public const int NameLength = 200;
    public const int CodeLength = 50;

    /// <summary>What is above every unit: as the unit of a role it means the whole tree and the installation itself.</summary>
    public static readonly Guid Whole = Guid.Empty;

    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The official code of the office, such as the one of its administrative division.</summary>
    public string? Code { get; set; }

    public UnitKind Kind { get; set; }

    public Guid? ParentId { get; set; }

    /// <summary>How many authorities stand on the way from the top down to here, itself included; the database counts them.</summary>
    public int Level { get; private set; }

    /// <summary>The first day; null: always has been.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>The last day; null: for the time being. Ended units stay, with their history.</summary>
    public DateOnly? ValidTo { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name and code as they are searched; the database writes it.</summary>
    public string SearchText { get; private set; } = "";
}

/// <summary>What a unit is in the tree. Only authorities make levels: a department of a province is of the province's level.</summary>
public enum UnitKind
{
    /// <summary>A people's committee: of a province, a district, a commune.</summary>
    Authority,

    /// <summary>A department or office of the authority above it.</summary>
    Office,

    /// <summary>"Cụm": communes that are checked together where no district is between them and the province.</summary>
    Group,
}

/// <summary>A unit and one that it stands under, at any distance; itself at distance 0, <see cref="Unit.Whole"/> at the end.</summary>
internal sealed class UnitAncestor
{
    public Guid UnitId { get; init; }

    public Guid AncestorId { get; init; }

    /// <summary>0 for itself, 1 for its parent.</summary>
    public int Distance { get; init; }
}

/// <summary>One unit went on as another, on a day: merged, divided, renamed by law.</summary>
internal sealed class UnitSuccession
{
    public Guid PredecessorId { get; init; }

    public Guid SuccessorId { get; init; }

    /// <summary>The successor's first day in its place.</summary>
    public DateOnly Since { get; init; }
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("units");
        // So that parents are written before their children.
        builder.HasOne<Unit>().WithMany().HasForeignKey(unit => unit.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(unit => unit.Level).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(unit => unit.Level).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(unit => unit.SearchText).ValueGeneratedOnAddOrUpdate();
    }
}

internal sealed class UnitAncestorConfiguration : IEntityTypeConfiguration<UnitAncestor>
{
    public void Configure(EntityTypeBuilder<UnitAncestor> builder)
    {
        builder.ToTable("unit_ancestors");
        builder.HasKey(line => new { line.UnitId, line.AncestorId });
    }
}

internal sealed class UnitSuccessionConfiguration : IEntityTypeConfiguration<UnitSuccession>
{
    public void Configure(EntityTypeBuilder<UnitSuccession> builder)
    {
        builder.ToTable("unit_successions");
        builder.HasKey(succession => new { succession.PredecessorId, succession.SuccessorId });
    }
}
