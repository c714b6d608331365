namespace DiemCau.Meetings.Registration;

/// <summary>Which files are papers: by the ending that people see and by the first bytes, which have to agree.</summary>
internal static class PaperType
{
    public const int HeadLength = 8;

    private static readonly byte[] Pdf = "%PDF"u8.ToArray();
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04]; // OOXML and ODF are zip archives
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]; // Office 97–2003
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    private static readonly Dictionary<string, (byte[] Magic, string ContentType)> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = (Pdf, "application/pdf"),
        [".docx"] = (Zip, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        [".xlsx"] = (Zip, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        [".pptx"] = (Zip, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        [".odt"] = (Zip, "application/vnd.oasis.opendocument.text"),
        [".ods"] = (Zip, "application/vnd.oasis.opendocument.spreadsheet"),
        [".odp"] = (Zip, "application/vnd.oasis.opendocument.presentation"),
        [".doc"] = (Ole, "application/msword"),
        [".xls"] = (Ole, "application/vnd.ms-excel"),
        [".ppt"] = (Ole, "application/vnd.ms-powerpoint"),
        [".png"] = (Png, "image/png"),
        [".jpg"] = (Jpeg, "image/jpeg"),
        [".jpeg"] = (Jpeg, "image/jpeg"),
    };

    public static string Endings { get; } = string.Join(", ", Types.Keys.Select(ending => ending[1..]));

    /// <summary>A name that is nothing but its ending names nothing.</summary>
    public static bool IsKnown(string name) =>
        Types.ContainsKey(Path.GetExtension(name)) && Path.GetFileNameWithoutExtension(name).Trim(' ', '.').Length > 0;

    public static bool Matches(string name, ReadOnlySpan<byte> head) => head.StartsWith(Types[Path.GetExtension(name)].Magic);

    public static string ContentType(string name) => Types[Path.GetExtension(name)].ContentType;
}
