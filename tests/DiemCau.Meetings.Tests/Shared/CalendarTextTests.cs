using System.Text;
using DiemCau.Meetings.Shared.Calendars;

namespace DiemCau.Meetings.Tests.Shared;

public sealed class CalendarTextTests
{
    private static readonly CalendarEvent Meeting = new(
        "abc@diemcau.test", 3, new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7)), new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(7)),
        new DateTimeOffset(2026, 11, 23, 8, 45, 0, TimeSpan.FromHours(7)), "Giao ban; tuần 47, \\tháng 11")
    {
        Description = "Dòng một\nDòng hai",
        Link = new("https://diemcau.test/p/abc"),
        Organizer = new("Văn phòng \"UBND\" tỉnh", "vpubnd@tinh.gov.vn"),
        Attendee = "eakao@tinh.gov.vn",
    };

    [Fact]
    public void Times_are_utc_and_a_later_mail_of_the_same_event_replaces_the_earlier()
    {
        var text = Encoding.UTF8.GetString(CalendarText.Message(Meeting, CalendarMethod.Request));

        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nMETHOD:REQUEST\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nUID:abc@diemcau.test\r\nSEQUENCE:3\r\nDTSTAMP:20261120T020000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART:20261123T010000Z\r\nDTEND:20261123T014500Z\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_pasted_from_a_word_processor_spoils_no_feed()
    {
        var pasted = Meeting with { Summary = "Giao ban\u000btuần\u000c 47\ufffe", Description = "Dòng một\u0000\nDòng hai\u0007", Location = "Phòng\u000b 1" };
        var text = Encoding.UTF8.GetString(CalendarText.Feed("Lịch", TimeSpan.FromHours(1), [pasted]));

        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter is not ('\r' or '\n'));
        Assert.Contains("SUMMARY:Giao bantuần 47", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped_and_quotes_do_not_end_a_parameter()
    {
        var text = Encoding.UTF8.GetString(CalendarText.Message(Meeting, CalendarMethod.Request)).Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.Contains(@"SUMMARY:Giao ban\; tuần 47\, \\tháng 11", text, StringComparison.Ordinal);
        Assert.Contains(@"DESCRIPTION:Dòng một\nDòng hai", text, StringComparison.Ordinal);
        Assert.Contains("ORGANIZER;CN=\"Văn phòng UBND tỉnh\":mailto:vpubnd@tinh.gov.vn", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_no_letter_is_cut()
    {
        var words = string.Concat(Enumerable.Repeat("Hội nghị trực tuyến toàn tỉnh 🏛 ", 20));

        var bytes = CalendarText.Message(Meeting with { Summary = words }, CalendarMethod.Request);

        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(bytes));
        Assert.Contains("SUMMARY:" + words, string.Join("\r\n", lines).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_names_itself_says_when_to_ask_again_and_invites_nobody()
    {
        var bare = new CalendarEvent("1", 2, Meeting.StampedAt, Meeting.StartsAt, Meeting.EndsAt, "Giao ban") { Status = CalendarStatus.Cancelled };

        var text = Encoding.UTF8.GetString(CalendarText.Feed("Lịch họp, tỉnh", TimeSpan.FromHours(1), [bare, bare with { Uid = "2" }]));

        Assert.Contains("\r\nNAME:Lịch họp\\, tỉnh\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("\r\nSTATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ORGANIZER", text, StringComparison.Ordinal);
    }
}
