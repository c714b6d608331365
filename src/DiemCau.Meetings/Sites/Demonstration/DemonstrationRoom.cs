using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Demonstration;

namespace DiemCau.Meetings.Sites.Demonstration;

/// <summary>The room of an office of a demonstration province, with what such rooms have in them; always the same for the same number.</summary>
internal static class DemonstrationRoom
{
    private static readonly string[] Streets =
        ["Trần Phú", "Lê Lợi", "Nguyễn Huệ", "Hùng Vương", "Quang Trung", "Nguyễn Du", "Phan Chu Trinh", "Lý Thường Kiệt", "Hai Bà Trưng"];

    private static readonly string[] Providers = ["VNPT", "Viettel", "FPT Telecom"];
    private static readonly string[] Decoders = ["Intel NUC 11, Core i5, 8 GB", "Gigabyte Brix, Core i3, 8 GB", "Máy tính để bàn, Core i5, 8 GB"];
    private static readonly string[] Cameras = ["Logitech C930e", "Logitech Rally", "Tenveo VC520", "AVer CAM520"];
    private static readonly string[] Displays = ["TV Samsung 55\"", "TV LG 65\"", "TV Sony 55\"", "Máy chiếu Epson và màn 120\""];

    /// <summary>The hall of an authority above communes holds more, and has loudspeakers of its own.</summary>
    private static bool IsHall(DemonstrationOffice office, int number) => office.Kind == UnitKind.Authority && (office.Roles.Count > 0 || number % 4 == 0);

    public static string NameOf(DemonstrationOffice office) => $"{(office.Kind == UnitKind.Authority ? "Hội trường" : "Phòng họp")} {office.Name}";

    public static string PlaceOf(DemonstrationOffice office, int number) =>
        $"Tầng {number % 3 + 1}, trụ sở {office.Name}, số {number * 7 % 180 + 2} đường {Streets[number % Streets.Length]}";

    public static SiteDescription Of(DemonstrationOffice office, int number, DemonstrationProgress progress) => progress switch
    {
        DemonstrationProgress.NotBegun => new(),
        // Some stop after the people, some have begun with the devices.
        DemonstrationProgress.Half => Complete(office, number) with
        {
            SquareMetres = null,
            DefaultLayout = null,
            Contacts = [.. Contacts(office, number).Take(2)],
            Devices = [.. Devices(number).Take(number % 6)],
            Lines = [.. Lines(number).Take(1)],
            AddressRanges = null,
            CameraPresets = null,
        },
        _ => Complete(office, number),
    };

    private static SiteDescription Complete(DemonstrationOffice office, int number)
    {
        var isHall = IsHall(office, number);
        return new(
            SquareMetres: isHall ? 120 + (number % 5 * 20) : 40 + (number % 6 * 5),
            RoomKind: isHall ? RoomKind.Hall : RoomKind.MeetingRoom,
            Sound: isHall ? RoomSound.HallSystem : RoomSound.SpeakerMicrophone,
            Equipment: number % 7 == 0 ? RoomEquipment.Rotating : RoomEquipment.Full,
            DefaultLayout: SiteLayout.Podium,
            Contacts: Contacts(office, number),
            Devices: Devices(number),
            Lines: Lines(number),
            AddressRanges: [new(null, LineKind.Slcd, $"10.{100 + (number / 250)}.{number % 250}.0/24")],
            CameraPresets: [new(null, CameraView.Chair, 1), new(null, CameraView.Left, 2), new(null, CameraView.Right, 3), new(null, CameraView.Wide, 4)]);
    }

    private static IReadOnlyList<SiteContact> Contacts(DemonstrationOffice office, int number) =>
    [
        DemonstrationPeople.Leader(number * 3, office.Kind == UnitKind.Authority ? "Phó Chủ tịch UBND" : "Phó Giám đốc"),
        DemonstrationPeople.Technician((number * 3) + 1, office.Roles.Count > 0 ? "Chuyên viên công nghệ thông tin" : "Công chức văn phòng"),
        DemonstrationPeople.Technician((number * 3) + 2, "Văn thư"),
    ];

    private static IReadOnlyList<SiteDevice> Devices(int number) =>
    [
        new(null, DeviceKind.Decoder, Decoders[number % Decoders.Length], DeviceStatus.InUse),
        // One camera in eleven is out of order: something to see in the lists of what is to be replaced.
        number % 11 == 5
            ? new(null, DeviceKind.Camera, Cameras[number % Cameras.Length], DeviceStatus.Faulty, DeviceRemedy.Replace, "Hình nhòe, mất nét")
            : new(null, DeviceKind.Camera, Cameras[number % Cameras.Length], DeviceStatus.InUse),
        new(null, DeviceKind.Display, Displays[number % Displays.Length], DeviceStatus.InUse),
        new(null, DeviceKind.Audio, number % 2 == 0 ? "Loa kèm micro Jabra Speak 750" : "Âm ly và 4 micro cổ ngỗng TOA", DeviceStatus.InUse),
        new(null, DeviceKind.Accessories, "Cáp HDMI 10 m, bộ lưu điện", DeviceStatus.InUse),
        new(null, DeviceKind.DedicatedLine, "Bộ định tuyến SLCD Cisco 921", DeviceStatus.InUse),
        new(null, DeviceKind.BackupLine, "Modem cáp quang", DeviceStatus.InUse),
    ];

    private static IReadOnlyList<SiteLine> Lines(int number) =>
    [
        new(null, LineKind.Slcd, Providers[number % 2], 10 + (number % 3 * 5)),
        new(null, LineKind.Internet, Providers[number % Providers.Length], 100),
        new(null, LineKind.Mobile, "Viettel", 20, "4G, khi mất cáp quang"),
    ];
}
