using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared.Intake;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DiemCau.Meetings.Sites;

/// <summary>
/// What a unit says of its site: the survey form's part II and who is on duty there. One document, replaced as a whole, so that its history is
/// the difference of two documents. What is null or empty has not been said yet.
/// </summary>
/// <param name="SquareMetres">Floor area of the room, m².</param>
/// <param name="Equipment">Whether the room's equipment stays in it.</param>
internal sealed record SiteDescription(
    int? SquareMetres = null,
    RoomKind? RoomKind = null,
    RoomSound? Sound = null,
    RoomEquipment? Equipment = null,
    SiteLayout? DefaultLayout = null,
    IReadOnlyList<SiteContact>? Contacts = null,
    IReadOnlyList<SiteDevice>? Devices = null,
    IReadOnlyList<SiteLine>? Lines = null,
    IReadOnlyList<SiteAddressRange>? AddressRanges = null,
    IReadOnlyList<CameraPreset>? CameraPresets = null)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ValueConverter<SiteDescription, string> Converter { get; } = new(
        description => JsonSerializer.Serialize(description, Json),
        json => JsonSerializer.Deserialize<SiteDescription>(json, Json)!);

    /// <summary>Descriptions are never changed in place.</summary>
    public static ValueComparer<SiteDescription> Comparer { get; } = new(
        (one, other) => ReferenceEquals(one, other), description => description.GetHashCode(), description => description);
}

/// <summary>Hall: hội trường.</summary>
public enum RoomKind { Hall, MeetingRoom }

/// <summary>Microphones on the hall's own sound system, or a speaker-microphone on the table.</summary>
public enum RoomSound { HallSystem, SpeakerMicrophone }

/// <summary>Rotating: brought in for each meeting (thiết bị luân chuyển).</summary>
public enum RoomEquipment { Full, Rotating }

/// <summary>What the site's screen shows when a meeting begins.</summary>
public enum SiteLayout { Podium, Grid, Content }

/// <param name="Id">Stays while the entry is edited; a new one when not given.</param>
/// <param name="Zalo">The number or name under which the contact is on Zalo.</param>
internal sealed record SiteContact(
    Guid? Id, ContactRole Role, [property: Name] string? Name, string? Position = null, string? Phone = null, string? Zalo = null, string? Email = null);

public enum ContactRole { Leader, Technician }

/// <summary>One of the survey form's seven items.</summary>
/// <param name="Name">Make and configuration.</param>
internal sealed record SiteDevice(
    Guid? Id, DeviceKind Kind, string? Name, DeviceStatus? Status = null, DeviceRemedy? Remedy = null, [property: Lines] string? Note = null);

/// <summary>Decoder: what joins the meeting, mostly a mini-PC with a browser. The last two are the equipment at the end of a line.</summary>
public enum DeviceKind { Decoder, Camera, Display, Audio, Accessories, DedicatedLine, BackupLine }

public enum DeviceStatus { InUse, Faulty, Spare, Absent }

public enum DeviceRemedy { Repair, Replace, Acquire }

/// <param name="Provider">Telecom provider.</param>
/// <param name="Mbps">Downlink in Mb/s.</param>
internal sealed record SiteLine(Guid? Id, LineKind Kind, string? Provider = null, double? Mbps = null, [property: Lines] string? Note = null);

/// <summary>Slcd: the dedicated state data network. Backup: another way out, such as 4G, for when the others fail.</summary>
public enum LineKind { Slcd, Internet, Backup, Mobile }

/// <summary>Connections from these addresses come by that line.</summary>
/// <param name="Range">CIDR or a single address, IPv4 or IPv6.</param>
internal sealed record SiteAddressRange(Guid? Id, LineKind Line, string? Range);

/// <param name="Number">The camera's own preset number.</param>
internal sealed record CameraPreset(Guid? Id, CameraView View, int? Number = null, string? Name = null);

public enum CameraView { Chair, Left, Right, Wide, Close, Lectern }
