using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Storage;

/// <summary>
/// The one database. Each slice maps its own entities in <see cref="IEntityTypeConfiguration{TEntity}"/> classes beside them
/// and reaches them by <c>db.Set&lt;T&gt;()</c>; tables and columns are the snake_case of the C# names.
/// </summary>
public sealed class DiemCauDb(DbContextOptions<DiemCauDb> options) : DbContext(options)
{
    /// <summary>SQL collation that sorts as Vietnamese does: đ after d, accents as a second key, numbers by what they are.</summary>
    public const string Vietnamese = "vietnamese";

    /// <summary>Lower case without accents, so that "dak lak" finds "Đắk Lắk". Only inside queries: the database does it.</summary>
    public static string Fold(string text) => throw new InvalidOperationException("Only translatable to SQL.");

    /// <summary>
    /// What makes two names one: without regard to case, spaces and how letters are composed, never to accents ("Văn Hòa" and "Vân Hòa"
    /// are two communes). Only inside queries.
    /// </summary>
    public static string NameKey(string name) => throw new InvalidOperationException("Only translatable to SQL.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        // Enumerations are stored as their names: a table can then be read without the source code.
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDbFunction(() => Fold("")).HasName("fold");
        modelBuilder.HasDbFunction(() => NameKey("")).HasName("name_key");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DiemCauDb).Assembly);
        modelBuilder.UseSnakeCase();
    }
}
