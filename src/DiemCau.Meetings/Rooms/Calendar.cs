using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Rooms;

/// <summary>An event to be put into calendars.</summary>
/// <param name="Uid">The same for every mail about this event: a later one replaces it in the reader's calendar.</param>
/// <param name="Sequence">Grows with every change of the event.</param>
internal sealed record CalendarEvent(
    string Uid,
    int Sequence,
    DateTimeOffset StampedAt,
    DateTimeOffset StartsAt,
    TimeSpan Length,
    string Summary,
    string Description,
    Uri Link,
    string OrganizerName,
    string OrganizerMailbox,
    string AttendeeMailbox);

/// <summary>Writes iTIP requests (RFC 5546) as iCalendar (RFC 5545), in UTC so that no reader needs our time zone's definition.</summary>
internal static class Calendar
{
    public const string Method = "REQUEST";

    /// <summary>RFC 5545 section 3.1: lines SHOULD NOT be longer than 75 octets, the line break not counted.</summary>
    private const int LineOctets = 75;

    public static byte[] Write(CalendarEvent of)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "PRODID:-//DiemCau//DiemCau//VI");
        Line(text, "VERSION:2.0");
        Line(text, "METHOD:" + Method);
        Line(text, "BEGIN:VEVENT");
        Line(text, "UID:" + Escaped(of.Uid));
        Line(text, $"SEQUENCE:{of.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(text, "DTSTAMP:" + Utc(of.StampedAt));
        Line(text, "DTSTART:" + Utc(of.StartsAt));
        Line(text, "DTEND:" + Utc(of.StartsAt + of.Length));
        Line(text, "SUMMARY:" + Escaped(of.Summary));
        Line(text, "DESCRIPTION:" + Escaped(of.Description));
        Line(text, "LOCATION:" + Escaped(of.Link.ToString()));
        Line(text, "URL:" + of.Link);
        Line(text, $"ORGANIZER;CN={Quoted(of.OrganizerName)}:mailto:{of.OrganizerMailbox}");
        Line(text, $"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{of.AttendeeMailbox}");
        Line(text, "STATUS:CONFIRMED");
        Line(text, "TRANSP:OPAQUE");
        Line(text, "END:VEVENT");
        Line(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Section 3.3.11: backslash, semicolon, comma and line breaks in TEXT values.</summary>
    private static string Escaped(string text) => text
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
