using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>How one level of authorities is called, from 1 at the top.</summary>
internal sealed class LevelName
{
    public int Level { get; init; }

    public required string Name { get; init; }
}

/// <summary>
/// The names of the levels: two since 1 July 2025, three before, four where a province keeps areas between. Nothing is decided by them;
/// they are how people call what the tree says.
/// </summary>
internal static class LevelNames
{
    public const int Fewest = 2;
    public const int Most = 4;
    private const int NameLength = 50;

    internal sealed record LevelNamesChange(IReadOnlyList<string>? Names);

    public static void Map(IEndpointRouteBuilder units) => units.MapPut("/levels", ChangeAsync).NeedsEverywhere(Permission.ManageUnits);

    /// <summary>The names from the top down; those of the two-level form until somebody has chosen others.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        var chosen = await db.Set<LevelName>().OrderBy(level => level.Level).Select(level => level.Name).ToListAsync(cancellation);
        return chosen.Count > 0 ? chosen : [Texts.Get(installation.Language, "unit.level.province"), Texts.Get(installation.Language, "unit.level.commune")];
    }

    /// <summary>Within the caller's transaction.</summary>
    public static async Task WriteAsync(DiemCauDb db, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await db.Set<LevelName>().ExecuteDeleteAsync(cancellation);
        db.AddRange(names.Select((name, above) => new LevelName { Level = above + 1, Name = name }));
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<Results<Ok<IReadOnlyList<string>>, Refusal>> ChangeAsync(
        LevelNamesChange change, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        List<string> names = [.. (change.Names ?? []).Select(name => name?.Trim() ?? "")];
        if (names.Count is < Fewest or > Most)
        {
            return Refusal.Validation(new FieldError("names", "unit_levels", Fewest, Most));
        }

        if (names.Any(name => name.Length == 0))
        {
            return Refusal.Validation(new FieldError("names", "required"));
        }

        if (names.Any(name => name.Length > NameLength))
        {
            return Refusal.Validation(new FieldError("names", "too_long", NameLength));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        journal.Add(db, "unit.levels_named", null, new { Names = names });
        await WriteAsync(db, names, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<string>>(names);
    }
}

internal sealed class LevelNameConfiguration : IEntityTypeConfiguration<LevelName>
{
    public void Configure(EntityTypeBuilder<LevelName> builder)
    {
        builder.ToTable("level_names");
        builder.HasKey(level => level.Level);
        builder.Property(level => level.Level).ValueGeneratedNever();
    }
}
