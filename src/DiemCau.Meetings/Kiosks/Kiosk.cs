using System.Net;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Kiosks;

/// <summary>"Máy điểm cầu": a machine with a browser that stands in a site's room and looks after itself. It holds a key; the database, its hash.</summary>
internal sealed class Kiosk
{
    public const int NameLength = 100;
    public const int VersionLength = 100;

    public Guid Id { get; init; }

    public Guid SiteId { get; init; }

    public required string Name { get; set; }

    /// <summary>Null: it has not fetched its key yet.</summary>
    public byte[]? KeyHash { get; set; }

    public DateTimeOffset PairedAt { get; init; }

    /// <summary>Who typed its code.</summary>
    public required string PairedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>Null: it has never come with its key.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Of its browser, as it says itself.</summary>
    public string? Version { get; set; }

    /// <summary>Of its screen, in pixels of the device; null: not known yet.</summary>
    public int? ScreenWidth { get; set; }

    public int? ScreenHeight { get; set; }

    /// <summary>From where it was seen last.</summary>
    public IPAddress? LastAddress { get; set; }

    /// <summary>By which line; null: the address is in no known range.</summary>
    public LineKind? LastLine { get; set; }

    public IReadOnlyList<KioskDevice> Devices { get; set; } = [];

    /// <summary>When something was last plugged in or pulled out; null: never since it has told its devices first.</summary>
    public DateTimeOffset? DevicesChangedAt { get; set; }
}

/// <summary>A code that an unpaired kiosk shows, until somebody who keeps a site has typed it.</summary>
internal sealed class KioskPairing
{
    public Guid Id { get; init; }

    /// <summary>Of what the machine proves by that the code is its own.</summary>
    public required byte[] SecretHash { get; init; }

    public required string Code { get; init; }

    /// <summary>The network that asked, as limits count it.</summary>
    public required string Address { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The kiosk that it has become; null: nobody has typed the code.</summary>
    public Guid? KioskId { get; set; }
}

internal sealed class KioskConfiguration : IEntityTypeConfiguration<Kiosk>, IEntityTypeConfiguration<KioskPairing>
{
    public void Configure(EntityTypeBuilder<Kiosk> builder)
    {
        builder.ToTable("kiosks");
        builder.Property(kiosk => kiosk.Id).ValueGeneratedNever();
        builder.Property(kiosk => kiosk.Devices).HasColumnType("jsonb").HasConversion(
            devices => KioskDevice.Write(devices), json => KioskDevice.Read(json),
            new ValueComparer<IReadOnlyList<KioskDevice>>((one, other) => one!.SequenceEqual(other!), devices => devices.Count, devices => devices));
        builder.HasOne<Site>().WithMany().HasForeignKey(kiosk => kiosk.SiteId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<KioskPairing> builder)
    {
        builder.ToTable("kiosk_pairings");
        builder.Property(pairing => pairing.Id).ValueGeneratedNever();
        builder.HasOne<Kiosk>().WithMany().HasForeignKey(pairing => pairing.KioskId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class KiosksStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Kiosk> Kiosks => db.Set<Kiosk>();

        public DbSet<KioskPairing> KioskPairings => db.Set<KioskPairing>();
    }
}
