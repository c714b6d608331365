namespace DiemCau.Meetings.Sites;

/// <summary>How much of what the office needs to know of a site its unit has said.</summary>
/// <param name="Percent">Of the requirements; 100 only when none is missing.</param>
/// <param name="Missing">The requirements that are not met, in the order of the form.</param>
internal sealed record Completeness(int Percent, IReadOnlyList<SiteRequirement> Missing)
{
    /// <summary>Procedure: a leader and at least two technicians for each site.</summary>
    public const int TechniciansNeeded = 2;

    private static readonly IReadOnlyList<(SiteRequirement Requirement, Func<Site, bool> IsMet)> Requirements =
    [
        (SiteRequirement.Place, site => site.Place.Length > 0),
        (SiteRequirement.SquareMetres, site => site.Description.SquareMetres is not null),
        (SiteRequirement.RoomKind, site => site.Description.RoomKind is not null),
        (SiteRequirement.Sound, site => site.Description.Sound is not null),
        (SiteRequirement.Equipment, site => site.Description.Equipment is not null),
        (SiteRequirement.Leader, site => Reachable(site, ContactRole.Leader) >= 1),
        (SiteRequirement.Technicians, site => Reachable(site, ContactRole.Technician) >= TechniciansNeeded),
        (SiteRequirement.Decoder, site => Said(site, DeviceKind.Decoder)),
        (SiteRequirement.Camera, site => Said(site, DeviceKind.Camera)),
        (SiteRequirement.Display, site => Said(site, DeviceKind.Display)),
        (SiteRequirement.Audio, site => Said(site, DeviceKind.Audio)),
        (SiteRequirement.Accessories, site => Said(site, DeviceKind.Accessories)),
        (SiteRequirement.DedicatedLine, site => Said(site, DeviceKind.DedicatedLine)),
        (SiteRequirement.BackupLine, site => Said(site, DeviceKind.BackupLine)),
        (SiteRequirement.SlcdSpeed, site => Fast(site, LineKind.Slcd) || IsAbsent(site, DeviceKind.DedicatedLine)),
        (SiteRequirement.InternetSpeed, site => Fast(site, LineKind.Internet) || Fast(site, LineKind.Backup) || IsAbsent(site, DeviceKind.BackupLine)),
        (SiteRequirement.AddressRanges, site => site.Description.AddressRanges is { Count: > 0 }),
        (SiteRequirement.CameraPresets, site => site.Description.CameraPresets is { Count: > 0 }),
        (SiteRequirement.DefaultLayout, site => site.Description.DefaultLayout is not null),
    ];

    public static Completeness Of(Site site)
    {
        SiteRequirement[] missing = [.. Requirements.Where(requirement => !requirement.IsMet(site)).Select(requirement => requirement.Requirement)];
        return new((Requirements.Count - missing.Length) * 100 / Requirements.Count, missing);
    }

    private static int Reachable(Site site, ContactRole role) =>
        (site.Description.Contacts ?? []).Count(contact => contact.Role == role && contact is { Name: not null, Position: not null, Phone: not null });

    /// <summary>That a thing is not there is worth knowing, too.</summary>
    private static bool Said(Site site, DeviceKind kind) => (site.Description.Devices ?? [])
        .Any(device => device.Kind == kind && (device.Status == DeviceStatus.Absent || device is { Name: not null, Status: not null }));

    private static bool IsAbsent(Site site, DeviceKind kind) =>
        (site.Description.Devices ?? []).Any(device => device.Kind == kind && device.Status == DeviceStatus.Absent);

    private static bool Fast(Site site, LineKind kind) => (site.Description.Lines ?? []).Any(line => line.Kind == kind && line.Mbps is not null);
}

/// <summary>What a complete description says.</summary>
public enum SiteRequirement
{
    Place, SquareMetres, RoomKind, Sound, Equipment, Leader, Technicians, Decoder, Camera, Display, Audio, Accessories, DedicatedLine, BackupLine,
    SlcdSpeed, InternetSpeed, AddressRanges, CameraPresets, DefaultLayout,
}
