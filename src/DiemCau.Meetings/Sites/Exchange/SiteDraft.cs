using System.Globalization;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Sites.Exchange;

/// <summary>
/// What a site says, cell by cell of the workbook. A cell is the first leader, one of the first two technicians, the first device or line of
/// its kind; what has no cell (further people and devices, remarks, address ranges) stays as it is.
/// </summary>
internal sealed record SiteDraft(string Name, string Place, SiteDescription Description)
{
    private const int ColumnsOfContact = 3;
    private const int ColumnsOfPair = 2;

    private enum Field { Name, Position, Phone }

    /// <summary>What the cell of a column shows; empty for what is not said.</summary>
    public string Cell(SiteColumn column, string language) => column switch
    {
        SiteColumn.Site => Name,
        SiteColumn.Place => Place,
        SiteColumn.SquareMetres => Description.SquareMetres?.ToString(CultureInfo.InvariantCulture) ?? "",
        SiteColumn.RoomKind => Word(Description.RoomKind, language),
        SiteColumn.Sound => Word(Description.Sound, language),
        SiteColumn.Equipment => Word(Description.Equipment, language),
        SiteColumn.DefaultLayout => Word(Description.DefaultLayout, language),
        _ when Contact(column) is var (role, nth, field) => Description.Contacts?.Where(contact => contact.Role == role).ElementAtOrDefault(nth) is not { } contact ? ""
            : (field switch { Field.Name => contact.Name, Field.Position => contact.Position, _ => contact.Phone }) ?? "",
        _ when Line(column) is var (kind, isSpeed) => Description.Lines?.FirstOrDefault(line => line.Kind == kind) is not { } line ? ""
            : isSpeed ? line.Mbps?.ToString("0.###", CultureInfo.InvariantCulture) ?? "" : line.Provider ?? "",
        _ when Device(column) is var (kind, isStatus) => Description.Devices?.FirstOrDefault(device => device.Kind == kind) is not { } device ? ""
            : isStatus ? Word(device.Status, language) : device.Name ?? "",
        _ => "",
    };

    /// <summary>The draft with another text in a cell.</summary>
    /// <param name="wrong">Why it cannot be, without a field; null: it can.</param>
    public SiteDraft With(SiteColumn column, string text, string language, out FieldError? wrong)
    {
        wrong = null;
        var said = text.Length == 0 ? null : text;
        switch (column)
        {
            case SiteColumn.Site:
                return this with { Name = text };
            case SiteColumn.Place:
                return this with { Place = text };
            case SiteColumn.SquareMetres:
                return this with { Description = Description with { SquareMetres = Whole(text, out wrong) } };
            case SiteColumn.RoomKind:
                return this with { Description = Description with { RoomKind = Value<RoomKind>(text, language, out wrong) } };
            case SiteColumn.Sound:
                return this with { Description = Description with { Sound = Value<RoomSound>(text, language, out wrong) } };
            case SiteColumn.Equipment:
                return this with { Description = Description with { Equipment = Value<RoomEquipment>(text, language, out wrong) } };
            case SiteColumn.DefaultLayout:
                return this with { Description = Description with { DefaultLayout = Value<SiteLayout>(text, language, out wrong) } };
        }

        if (Contact(column) is var (role, nth, field))
        {
            return this with
            {
                Description = Description with
                {
                    Contacts = Changed(
                        Description.Contacts, contact => contact.Role == role, nth, () => new SiteContact(null, role, null),
                        contact => field switch
                        {
                            Field.Name => contact with { Name = said },
                            Field.Position => contact with { Position = said },
                            _ => contact with { Phone = said },
                        }),
                },
            };
        }

        if (Line(column) is var (line, isSpeed))
        {
            var speed = isSpeed ? Number(text, out wrong) : null;
            return this with
            {
                Description = Description with
                {
                    Lines = Changed(
                        Description.Lines, known => known.Kind == line, 0, () => new SiteLine(null, line),
                        known => isSpeed ? known with { Mbps = speed } : known with { Provider = said }),
                },
            };
        }

        if (Device(column) is var (device, isStatus))
        {
            var status = isStatus ? Value<DeviceStatus>(text, language, out wrong) : null;
            return this with
            {
                Description = Description with
                {
                    Devices = Changed(
                        Description.Devices, known => known.Kind == device, 0, () => new SiteDevice(null, device, null),
                        known => isStatus ? known with { Status = status } : known with { Name = said }),
                },
            };
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "Not a cell of a site.");
    }

    /// <summary>As it would be kept: without entries of which nothing is said.</summary>
    public SiteDraft Written() => new(SiteRules.Written(Name) ?? "", SiteRules.Written(Place) ?? "", SiteRules.Written(Description with
    {
        Contacts = [.. (Description.Contacts ?? []).Where(contact => contact is not { Name: null, Position: null, Phone: null, Zalo: null, Email: null })],
        Lines = [.. (Description.Lines ?? []).Where(line => line is not { Provider: null, Mbps: null, Note: null })],
        Devices = [.. (Description.Devices ?? []).Where(device => device is not { Name: null, Status: null, Remedy: null, Note: null })],
    }));

    /// <summary>In which column what a rule of <see cref="SiteRules"/> finds wrong stands; null where it is in none.</summary>
    /// <param name="field">Such as "contacts[1].phone".</param>
    public SiteColumn? ColumnOf(string field)
    {
        switch (field)
        {
            case "name":
                return SiteColumn.Site;
            case "place":
                return SiteColumn.Place;
            case "squareMetres":
                return SiteColumn.SquareMetres;
        }

        if (field.Split('[', ']', '.') is not [var block, var at, _, var part] || !int.TryParse(at, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        switch (block)
        {
            case "contacts":
                var contact = Description.Contacts![index];
                var nth = Description.Contacts.Take(index).Count(other => other.Role == contact.Role);
                var person = contact.Role == ContactRole.Leader ? 0 : nth + 1;
                return nth >= (contact.Role == ContactRole.Leader ? 1 : Completeness.TechniciansNeeded) || !Enum.TryParse<Field>(part, ignoreCase: true, out var which)
                    ? null : SiteColumn.Leader + (person * ColumnsOfContact) + (int)which;
            case "lines":
                return SiteColumn.SlcdProvider + ((int)Description.Lines![index].Kind * ColumnsOfPair) + (part == "mbps" ? 1 : 0);
            case "devices":
                return SiteColumn.Decoder + ((int)Description.Devices![index].Kind * ColumnsOfPair) + (part == "status" ? 1 : 0);
            default:
                return null;
        }
    }

    private static (ContactRole Role, int Nth, Field Field)? Contact(SiteColumn column)
    {
        if (column is < SiteColumn.Leader or > SiteColumn.Technician2Phone)
        {
            return null;
        }

        var (person, field) = Math.DivRem(column - SiteColumn.Leader, ColumnsOfContact);
        return person == 0 ? (ContactRole.Leader, 0, (Field)field) : (ContactRole.Technician, person - 1, (Field)field);
    }

    private static (LineKind Kind, bool IsSpeed)? Line(SiteColumn column) => column is < SiteColumn.SlcdProvider or > SiteColumn.MobileMbps ? null
        : ((LineKind)((column - SiteColumn.SlcdProvider) / ColumnsOfPair), (column - SiteColumn.SlcdProvider) % ColumnsOfPair == 1);

    private static (DeviceKind Kind, bool IsStatus)? Device(SiteColumn column) => column is < SiteColumn.Decoder or > SiteColumn.BackupLineStatus ? null
        : ((DeviceKind)((column - SiteColumn.Decoder) / ColumnsOfPair), (column - SiteColumn.Decoder) % ColumnsOfPair == 1);

    /// <summary>The entries with the nth of those that are meant changed; where there are fewer, with empty ones up to it.</summary>
    private static IReadOnlyList<T> Changed<T>(IReadOnlyList<T>? entries, Func<T, bool> isMeant, int nth, Func<T> make, Func<T, T> change)
        where T : class
    {
        List<T> changed = [.. entries ?? []];
        while (changed.Count(isMeant) <= nth)
        {
            changed.Add(make());
        }

        var at = changed.Index().Where(entry => isMeant(entry.Item)).ElementAt(nth).Index;
        changed[at] = change(changed[at]);
        return changed;
    }

    private static string Word<T>(T? value, string language)
        where T : struct, Enum => value is { } word ? SiteSheets.WordOf(word, language) : "";

    private static T? Value<T>(string text, string language, out FieldError? wrong)
        where T : struct, Enum
    {
        wrong = null;
        if (text.Length == 0)
        {
            return null;
        }

        if (SiteSheets.TryReadWord<T>(text, out var value))
        {
            return value;
        }

        wrong = new("", "site_word_unknown", text, string.Join(", ", Enum.GetValues<T>().Select(word => SiteSheets.WordOf(word, language))));
        return null;
    }

    private static int? Whole(string text, out FieldError? wrong)
    {
        var number = Number(text, out wrong);
        if (number is null || (number <= int.MaxValue && Math.Floor(number.Value) == number))
        {
            return (int?)number;
        }

        wrong = new("", "site_number_invalid");
        return null;
    }

    /// <summary>With a comma or a point before the decimals, as spreadsheets of either language write it.</summary>
    private static double? Number(string text, out FieldError? wrong)
    {
        wrong = null;
        if (text.Length == 0)
        {
            return null;
        }

        // Whatever the styles, "NaN" and "Infinity" are read as numbers.
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        wrong = new("", "site_number_invalid");
        return null;
    }
}
