using System.Net.Mail;
using System.Text;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Notifications;

public sealed class MimeTests
{
    private const string Subject = "Giấy mời họp trực tuyến: Hội nghị triển khai nhiệm vụ trọng tâm quý IV năm 2026 – Ủy ban nhân dân tỉnh Đắk Lắk";

    private static Mail Mail(string text = "Kính gửi", string subject = Subject, byte[]? calendar = null, MailFile? file = null) => new()
    {
        Id = Guid.Parse("019a0000-0000-7000-8000-000000000001"),
        Recipient = "vpubnd@tinh.gov.vn",
        Subject = subject,
        Text = text,
        Html = "<p>Kính gửi</p>",
        Calendar = calendar,
        CalendarMethod = calendar is null ? null : "REQUEST",
        File = file,
        CreatedAt = new(2026, 11, 20, 1, 2, 3, TimeSpan.Zero),
    };

    private static string Write(Mail mail) => Mime.Write(mail, new MailAddress("hnth@tinh.gov.vn", "Hội nghị truyền hình"));

    [Fact]
    public void Vietnamese_survives_in_names_subjects_and_texts()
    {
        var text = "Điểm cầu: Ủy ban nhân dân xã Ea Kao, " + new string('ơ', 300) + " \n.dòng có dấu chấm\n=dấu bằng=\n\nHết  ";
        var mail = Write(Mail(text));
        Assert.Equal(Subject, MailReader.Header(mail, "Subject"));
        Assert.Equal("Hội nghị truyền hình <hnth@tinh.gov.vn>", MailReader.Header(mail, "From"));
        Assert.Equal(text, MailReader.Part(mail, "text/plain"));
        Assert.Equal("<p>Kính gửi</p>", MailReader.Part(mail, "text/html"));
        Assert.Equal("Fri, 20 Nov 2026 01:02:03 +0000", MailReader.Header(mail, "Date"));
        Assert.Equal("<019a0000-0000-7000-8000-000000000001@tinh.gov.vn>", MailReader.Header(mail, "Message-ID"));
    }

    [Fact]
    public void Every_line_is_short_ASCII_that_any_server_carries()
    {
        var lines = Write(Mail(new string('ờ', 5000), calendar: new byte[10_000])).Split("\r\n");
        Assert.All(lines, line => Assert.True(line.Length <= 78 && line.All(char.IsAscii) && !line.Contains('\n', StringComparison.Ordinal), line));
    }

    [Fact]
    public void A_subject_cannot_bring_in_another_header()
    {
        var mail = Write(Mail(subject: "Mời họp\r\nBcc: ai@example.com"));
        Assert.DoesNotContain("\r\nBcc:", mail, StringComparison.Ordinal);
        Assert.Equal("Mời họp  Bcc: ai@example.com", MailReader.Header(mail, "Subject"));
    }

    [Theory]
    [InlineData("thư\r\nBcc: ai@example.com\r\n.docx")]
    [InlineData("thư\"; filename=\"chạy.exe")]
    [InlineData("thư\r\n\r\n<script>.docx")]
    public void The_name_of_a_file_cannot_bring_in_another_header(string name)
    {
        var lines = Write(Mail(file: new() { Name = name, MediaType = "application/pdf", Content = [1] })).Split("\r\n");
        Assert.DoesNotContain(lines, line => line.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase) || line.Contains("<script>", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("filename=\"chạy", StringComparison.Ordinal) || line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal));
    }

    /// <summary>What some servers take for the end of a mail, so that what follows is a mail of the writer's own ("SMTP smuggling").</summary>
    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\r\n.\r")]
    [InlineData("\n.\r\n")]
    public void No_line_of_a_text_ends_otherwise_than_the_mail_does(string end)
    {
        var lines = Write(Mail($"Kính gửi{end}MAIL FROM:<ai@example.com>{end}", subject: $"Mời{end}họp")).Split("\r\n");
        Assert.All(lines, line => Assert.False(line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal), line));
    }

    [Fact]
    public void An_invitation_comes_as_a_part_and_as_a_file()
    {
        var calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Họp\r\nEND:VCALENDAR\r\n";
        var mail = Write(Mail(calendar: Encoding.UTF8.GetBytes(calendar)));
        Assert.Contains("Content-Type: text/calendar; charset=utf-8; method=REQUEST", mail, StringComparison.Ordinal);
        Assert.Equal(calendar, MailReader.Part(mail, "text/calendar"));
        Assert.Equal(calendar, MailReader.Part(mail, "application/ics"));
    }
}
