using System.Globalization;
using System.Text;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Shared.Calendars;

/// <summary>Writes iCalendar (RFC 5545), in UTC so that no reader needs our time zone's definition.</summary>
internal static class CalendarText
{
    public const string MediaType = "text/calendar";

    /// <summary>RFC 5545 section 3.1: lines SHOULD NOT be longer than 75 octets, the line break not counted.</summary>
    private const int LineOctets = 75;

    /// <summary>An iTIP message (RFC 5546) about one event, to be sent with a mail.</summary>
    /// <param name="method">One of <see cref="CalendarMethod"/>.</param>
    public static byte[] Message(CalendarEvent of, string method)
    {
        var text = Begin();
        Line(text, "METHOD:" + method);
        Event(text, of);
        return End(text);
    }

    /// <summary>A calendar to subscribe to, with the properties of RFC 7986 (and those that older readers know instead).</summary>
    /// <param name="refresh">How often a reader should ask again; whole minutes.</param>
    public static byte[] Feed(string name, TimeSpan refresh, IEnumerable<CalendarEvent> events)
    {
        var text = Begin();
        var every = $"PT{((int)refresh.TotalMinutes).ToString(CultureInfo.InvariantCulture)}M";
        Line(text, "METHOD:PUBLISH");
        Line(text, "NAME:" + Escaped(name));
        Line(text, "X-WR-CALNAME:" + Escaped(name));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:" + every);
        Line(text, "X-PUBLISHED-TTL:" + every);
        foreach (var one in events)
        {
            Event(text, one);
        }

        return End(text);
    }

    private static StringBuilder Begin()
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "PRODID:-//DiemCau//DiemCau//VI");
        Line(text, "VERSION:2.0");
        return text;
    }

    private static byte[] End(StringBuilder text)
    {
        Line(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Event(StringBuilder text, CalendarEvent of)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, "UID:" + Escaped(of.Uid));
        Line(text, $"SEQUENCE:{of.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(text, "DTSTAMP:" + Utc(of.StampedAt));
        Line(text, "DTSTART:" + Utc(of.StartsAt));
        Line(text, "DTEND:" + Utc(of.EndsAt));
        Line(text, "SUMMARY:" + Escaped(of.Summary));
        if (of.Description is { } description)
        {
            Line(text, "DESCRIPTION:" + Escaped(description));
        }

        if ((of.Location ?? of.Link?.ToString()) is { } location)
        {
            Line(text, "LOCATION:" + Escaped(location));
        }

        if (of.Link is { } link)
        {
            Line(text, "URL:" + link);
        }

        if (of.Conference is var (label, address))
        {
            Line(text, $"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={Quoted(label)}:{address}");
        }

        if (of.Organizer is { } organizer)
        {
            Line(text, $"ORGANIZER;CN={Quoted(organizer.Name)}:mailto:{organizer.Address}");
        }

        if (of.Attendee is { } attendee)
        {
            Line(text, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:" + attendee);
        }

        Line(text, "STATUS:" + of.Status.ToString().ToUpperInvariant());
        Line(text, of.Status == CalendarStatus.Cancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
        Line(text, "END:VEVENT");
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Section 3.3.11: backslash, semicolon, comma and line breaks in TEXT values, and no control characters.</summary>
    private static string Escaped(string text) => ShownText.Of(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>Section 3.2: a quoted parameter value holds no quotes or control characters, and has no escape for them.</summary>
    private static string Quoted(string text) => $"\"{new string([.. text.Where(character => character != '"' && !char.IsControl(character))])}\"";

    /// <summary>Folds by octets without cutting a letter in two: readers unfold bytes, and Vietnamese letters have two or three.</summary>
    private static void Line(StringBuilder to, string line)
    {
        var octets = 0;
        foreach (var letter in line.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > LineOctets)
            {
                to.Append("\r\n ");
                octets = 1;
            }

            to.Append(letter.ToString());
            octets += letter.Utf8SequenceLength;
        }

        to.Append("\r\n");
    }
}
