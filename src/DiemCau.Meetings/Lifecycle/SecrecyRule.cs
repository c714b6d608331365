using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>
/// Whether the installation may carry state secrets. By default it must not: such content belongs on the cipher agency's network and devices
/// (Law on Protection of State Secrets 2018); an administrator who permits it names the document that does.
/// </summary>
internal sealed class SecrecyRule
{
    public const int GroundsLength = 500;

    /// <summary>There is one row, or none.</summary>
    public int Id { get; init; } = 1;

    public bool StateSecretsPermitted { get; set; }

    /// <summary>The document by which they are permitted.</summary>
    public string? Grounds { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    public static Task<bool> PermitsAsync(DiemCauDb db, CancellationToken cancellation) =>
        db.Set<SecrecyRule>().AnyAsync(rule => rule.StateSecretsPermitted, cancellation);
}

internal sealed class SecrecyRuleConfiguration : IEntityTypeConfiguration<SecrecyRule>
{
    public void Configure(EntityTypeBuilder<SecrecyRule> builder)
    {
        builder.ToTable("secrecy_rule");
        builder.Property(rule => rule.Id).ValueGeneratedNever();
    }
}
