using System.Net.Mail;
using System.Text;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Sites;

/// <summary>What a site must look like before it is kept.</summary>
internal static class SiteRules
{
    public const int MostEntries = 50;
    public const int LongestText = 200;
    public const int LargestArea = 100_000;
    public const double FastestLine = 100_000;
    public const int HighestPreset = 255;

    /// <summary>Text as it is kept: trimmed and composed; null when nothing is left.</summary>
    public static string? Written(string? text) => text?.Trim().Normalize(NormalizationForm.FormC) is { Length: > 0 } written ? written : null;

    /// <summary>The description as it is kept: texts trimmed, ranges in their shortest form, every entry with an id of its own.</summary>
    public static SiteDescription Written(SiteDescription said)
    {
        var ids = new HashSet<Guid>();
        return WithIds(said, given => given is { } id && id != Guid.Empty && ids.Add(id) ? id : Guid.NewGuid());
    }

    private static SiteDescription WithIds(SiteDescription said, Func<Guid?, Guid> idOf) => said with
    {
        Contacts = [.. (said.Contacts ?? []).Select(contact => contact with
        {
            Id = idOf(contact.Id),
            Name = Written(contact.Name),
            Position = Written(contact.Position),
            Phone = Written(contact.Phone),
            Zalo = Written(contact.Zalo),
            Email = Written(contact.Email),
        })],
        Devices = [.. (said.Devices ?? []).Select(device => device with { Id = idOf(device.Id), Name = Written(device.Name), Note = Written(device.Note) })],
        Lines = [.. (said.Lines ?? []).Select(line => line with { Id = idOf(line.Id), Provider = Written(line.Provider), Note = Written(line.Note) })],
        AddressRanges = [.. (said.AddressRanges ?? []).Select(range => range with
        {
            Id = idOf(range.Id),
            Range = NetworkClass.TryParse(range.Range, out var network) ? network.ToString() : Written(range.Range),
        })],
        CameraPresets = [.. (said.CameraPresets ?? []).Select(preset => preset with { Id = idOf(preset.Id), Name = Written(preset.Name) })],
    };

    public static IEnumerable<FieldError> Errors(Site site)
    {
        if (site.Name.Length == 0)
        {
            yield return new("name", "required");
        }

        if (site.Name.Length > Site.NameLength)
        {
            yield return new("name", "too_long", Site.NameLength);
        }

        if (site.Place.Length > Site.PlaceLength)
        {
            yield return new("place", "too_long", Site.PlaceLength);
        }

        if (site.ValidTo < site.ValidFrom)
        {
            yield return new("validTo", "site_ends_before_it_begins");
        }

        foreach (var error in Errors(site.Description))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Errors(SiteDescription said)
    {
        if (said.SquareMetres is < 1 or > LargestArea)
        {
            yield return new("squareMetres", "out_of_range", 1, LargestArea);
        }

        foreach (var (block, count) in new[]
        {
            ("contacts", said.Contacts?.Count), ("devices", said.Devices?.Count), ("lines", said.Lines?.Count),
            ("addressRanges", said.AddressRanges?.Count), ("cameraPresets", said.CameraPresets?.Count),
        })
        {
            if (count > MostEntries)
            {
                yield return new(block, "site_too_many", MostEntries);
            }
        }

        foreach (var error in EntryErrors(said))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> EntryErrors(SiteDescription said) =>
    [
        .. Each("contacts", said.Contacts, contact =>
        [
            Required("name", contact.Name), Short("name", contact.Name), Short("position", contact.Position), Short("zalo", contact.Zalo),
            Short("email", contact.Email), contact.Email is null || MailAddress.TryCreate(contact.Email, out _) ? null : new("email", "site_email_invalid"),
            contact.Phone is null || PhoneNumber.IsOne(contact.Phone) ? null : new("phone", "site_phone_invalid"),
        ]),
        .. Each("devices", said.Devices, device => [Short("name", device.Name), Short("note", device.Note)]),
        .. Each("lines", said.Lines, line =>
        [
            Short("provider", line.Provider), Short("note", line.Note),
            line.Mbps is < 0.1 or > FastestLine ? new("mbps", "out_of_range", 0.1, FastestLine) : null,
        ]),
        .. Each("addressRanges", said.AddressRanges, range =>
            [NetworkClass.TryParse(range.Range, out _) ? null : new("range", "site_range_invalid")]),
        .. Each("cameraPresets", said.CameraPresets, preset =>
            [Short("name", preset.Name), preset.Number is < 0 or > HighestPreset ? new("number", "out_of_range", 0, HighestPreset) : null]),
    ];

    private static IEnumerable<FieldError> Each<T>(string block, IReadOnlyList<T>? entries, Func<T, FieldError?[]> check) =>
        (entries ?? []).SelectMany((entry, index) => check(entry).OfType<FieldError>().Select(error => error with { Field = $"{block}[{index}].{error.Field}" }));

    private static FieldError? Required(string field, string? text) => text is null ? new(field, "required") : null;

    private static FieldError? Short(string field, string? text) => text?.Length > LongestText ? new(field, "too_long", LongestText) : null;
}
