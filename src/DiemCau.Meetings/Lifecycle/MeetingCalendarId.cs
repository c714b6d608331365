using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>
/// How a meeting is called in people's calendars: the same in every notice and in every feed, whatever the server's address, so that a later
/// version replaces the earlier one. A UUID, as RFC 7986 section 5.3 recommends.
/// </summary>
internal static class MeetingCalendarId
{
    /// <summary>The UID of the session itself.</summary>
    public static string Of(Guid meetingId) => meetingId.ToString("D");

    /// <summary>The UID of something else that belongs to a meeting, such as a unit's own check before it.</summary>
    /// <param name="occasion">What tells it from the others of the meeting; never changed afterwards.</param>
    public static string Of(Guid meetingId, string occasion)
    {
        // RFC 9562 section 5.8: a name's hash as version 8.
        var octets = SHA256.HashData(Encoding.UTF8.GetBytes($"{meetingId:D}/{occasion}"))[..16];
        octets[6] = (byte)((octets[6] & 0x0F) | 0x80);
        octets[8] = (byte)((octets[8] & 0x3F) | 0x80);
        return new Guid(octets, bigEndian: true).ToString("D");
    }

    /// <summary>The SEQUENCE: readers keep the entry with the highest one.</summary>
    public static int SequenceOf(Meeting meeting) => meeting.Version;
}
