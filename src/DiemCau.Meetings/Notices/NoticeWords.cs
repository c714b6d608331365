using System.Globalization;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Notices;

/// <summary>Times and names of offices as official letters write them.</summary>
internal sealed class NoticeWords(WorkingCalendars calendars)
{
    /// <summary>How committees write themselves everywhere but in the head of a letter.</summary>
    private const string Short = "UBND ";

    private const string Full = "Ủy ban nhân dân ";

    /// <summary>What a place is, which its name in front of a date leaves out.</summary>
    private static readonly string[] KindsOfPlaces = ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu"];

    /// <summary>Such as "từ 08h00 đến 11h00, thứ Hai ngày 16/11/2026".</summary>
    public string Span(DateTimeOffset from, DateTimeOffset? to, string language)
    {
        if (to is not { } end)
        {
            return Moment(from, language);
        }

        return calendars.DayOf(from) == calendars.DayOf(end)
            ? Texts.Get(language, "notice.span", Clock(from), Clock(end), Day(from, language))
            : Texts.Get(language, "notice.long_span", Clock(from), Day(from, language), Clock(end), Day(end, language));
    }

    /// <summary>Such as "07h00, thứ Hai ngày 16/11/2026".</summary>
    public string Moment(DateTimeOffset at, string language) => Texts.Get(language, "notice.moment", Clock(at), Day(at, language));

    /// <summary>Such as "Đắk Lắk, ngày 09 tháng 02 năm 2026": days and the first two months with two digits, as the decree has it.</summary>
    public string PlaceAndDate(string? place, DateTimeOffset at, string language)
    {
        var day = calendars.DayOf(at);
        string[] date =
        [
            day.Day.ToString("00", CultureInfo.InvariantCulture), day.Month.ToString(day.Month < 3 ? "00" : "0", CultureInfo.InvariantCulture),
            day.Year.ToString(CultureInfo.InvariantCulture),
        ];
        return string.IsNullOrWhiteSpace(place) ? Texts.Get(language, "letter.date", [.. date]) : $"{place.Trim()}, {Texts.Get(language, "letter.date", [.. date])}";
    }

    /// <summary>Who stands in the head of a unit's letters: a group writes in the name of the committee above it.</summary>
    /// <param name="line">The unit with all that it stands under, itself first.</param>
    public static (string? Superior, string Agency) Head(IReadOnlyList<UnitLine> line)
    {
        var self = line.FirstOrDefault(unit => unit.Kind != UnitKind.Group) ?? line[0];
        var above = self.Kind == UnitKind.Office ? line.FirstOrDefault(unit => unit.Kind == UnitKind.Authority) : null;
        return (above is null ? null : InFull(above.Name), InFull(self.Name));
    }

    /// <summary>"Địa danh" of a unit's letters: the name of its committee's place; null when nothing but its kind is known.</summary>
    public static string? PlaceOf(IReadOnlyList<UnitLine> line)
    {
        if (line.FirstOrDefault(unit => unit.Kind == UnitKind.Authority) is not { } authority)
        {
            return null;
        }

        var name = Without(Without(authority.Name, Short), Full);
        foreach (var kind in KindsOfPlaces)
        {
            if (name.Equals(kind, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            name = Without(name, kind + " ");
        }

        return name.Trim() is { Length: > 0 } place ? place : null;
    }

    private static string InFull(string name) => name.StartsWith(Short, StringComparison.OrdinalIgnoreCase) ? Full + name[Short.Length..] : name;

    private static string Without(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? name[start.Length..] : name;

    private string Clock(DateTimeOffset at) => calendars.TimeOf(at).ToString("HH'h'mm", CultureInfo.InvariantCulture);

    private string Day(DateTimeOffset at, string language)
    {
        var day = calendars.DayOf(at);
        return Texts.Get(language, "notice.day", Texts.Get(language, $"weekday.{day.DayOfWeek}"), day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
    }
}
