using System.Text;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Notifications.Bounces;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace DiemCau.Meetings.Tests.Notifications;

/// <summary>What mail servers report after they have taken a mail (RFC 3464).</summary>
public sealed class BounceTests : IAsyncDisposable
{
    private const string Chair = "chanh@tinh.gov.vn";
    private readonly ImapServer _imap = new();
    private readonly KeptLog _log = new();
    private readonly SmtpServer _smtp = new();
    private TestInstallation _installation = null!;

    public async ValueTask DisposeAsync()
    {
        _imap.Dispose();
        _smtp.Dispose();
        await _installation.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_that_comes_back_is_shown_as_returned_and_its_sender_is_told()
    {
        await StartAsync();
        var id = await SentAsync("khongco@tinh.gov.vn");
        _imap.Mails.Add("From: ai@example.com\r\nSubject: hello\r\n\r\nno report\r\n");
        _imap.Mails.Add(Report(id, "khongco@tinh.gov.vn"));

        await LookAsync();

        var mail = await _installation.QueryAsync(db => db.Mails.SingleAsync(sent => sent.Id == id));
        Assert.Equal((MailState.Returned, "5.1.1 550 5.1.1 no such mailbox"), (mail.State, mail.LastError));
        var told = Assert.Single(await _installation.MailsToAsync(Chair));
        Assert.Contains("khongco@tinh.gov.vn", told.Text, StringComparison.Ordinal);
        Assert.Equal([2], _imap.Seen); // people's own mail stays unread

        await LookAsync();
        Assert.Equal([1, 2], _imap.Fetched); // and is looked at once
        Assert.Single(await _installation.MailsToAsync(Chair));
    }

    [Theory]
    [InlineData("delayed", "khongco@tinh.gov.vn")]
    [InlineData("failed", "nguoikhac@tinh.gov.vn")] // somebody else's mail, or a guess
    public async Task A_delay_or_another_address_changes_nothing(string action, string recipient)
    {
        await StartAsync();
        var id = await SentAsync("khongco@tinh.gov.vn");
        _imap.Mails.Add(Report(id, recipient, action));
        await LookAsync();
        Assert.Equal(MailState.Sent, await _installation.QueryAsync(db => db.Mails.Where(mail => mail.Id == id).Select(mail => mail.State).SingleAsync()));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_read_costs_itself_and_the_log_says_which()
    {
        await StartAsync();
        var id = await SentAsync("khongco@tinh.gov.vn");
        string[] hostile =
        [
            "x", // the server cannot read it itself
            "", // nothing
            "\u0001\u0002\r\n\r\n\0\0\0", // no mail
            $"Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n{string.Concat(Enumerable.Repeat("--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/report; boundary=\"b\"\r\n\r\n", 5_000))}", // a mail in a mail in a mail …
        ];
        _imap.Mails.AddRange(hostile);
        _imap.Broken.Add(1);
        _imap.Mails.Add(Report(id, "khongco@tinh.gov.vn"));

        await LookAsync();

        Assert.Equal(MailState.Returned, await StateAsync(id));
        Assert.Equal([1, 2, 3, 4, 5], _imap.Fetched);
        Assert.Equal([5], _imap.Seen);
        Assert.Contains(_log.Lines, line => line.Contains("Mail 1 in the mailbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_at_which_the_connection_ends_is_tried_twice_and_then_passed_over()
    {
        await StartAsync();
        var id = await SentAsync("khongco@tinh.gov.vn");
        _imap.Mails.Add("From: ai@example.com\r\n\r\nx\r\n");
        _imap.Fatal.Add(1);
        _imap.Mails.Add(Report(id, "khongco@tinh.gov.vn"));

        await Assert.ThrowsAnyAsync<Exception>(LookAsync);
        await Assert.ThrowsAnyAsync<Exception>(LookAsync);
        Assert.Equal([1, 1], _imap.Fetched);
        Assert.Contains(_log.Lines, line => line.Contains("Mail 1 in the mailbox", StringComparison.Ordinal));
        await LookAsync();

        Assert.Equal(MailState.Returned, await StateAsync(id));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_down_costs_itself_and_a_database_that_is_away_does_not()
    {
        await StartAsync();
        var (first, second) = (await SentAsync("mot@tinh.gov.vn"), await SentAsync("hai@tinh.gov.vn"));
        _imap.Mails.Add(Report(first, "mot@tinh.gov.vn"));
        _imap.Mails.Add(Report(second, "hai@tinh.gov.vn"));
        await _installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync(
            "alter table undeliverable_addresses add constraint poison check (address <> 'mot@tinh.gov.vn')"));

        await LookAsync();

        Assert.Equal((MailState.Sent, MailState.Returned), (await StateAsync(first), await StateAsync(second)));
        Assert.Equal([2], _imap.Seen);
    }

    [Fact]
    public void What_a_report_says_is_shown_as_a_text_that_people_write()
    {
        var report = Report(Guid.NewGuid(), "vp@tinh.gov.vn").Replace("no such mailbox", "\u202eno\ufffe such\u0007 mailbox", StringComparison.Ordinal);
        Assert.Equal("5.1.1 550 5.1.1  no  such  mailbox", Assert.Single(Bounce.In(Parse(report))).Reason);
    }

    [Fact]
    public async Task Reports_are_recognised_by_the_headers_they_return_where_the_envelope_has_no_id()
    {
        await StartAsync();
        var id = Guid.NewGuid();
        foreach (var type in (string[])["text/rfc822-headers", "message/rfc822"])
        {
            var bounce = Assert.Single(Bounce.In(Parse(Report(id, "vp@tinh.gov.vn", envelope: false, returned: type))));
            Assert.Equal((id, "vp@tinh.gov.vn"), (bounce.MailId, bounce.Recipient));
        }
    }

    [Fact]
    public async Task Nothing_in_a_mailbox_makes_reading_it_throw()
    {
        await StartAsync();
        var report = Encoding.UTF8.GetBytes(Report(Guid.NewGuid(), "vp@tinh.gov.vn"));
        var random = new Random(3464);
        for (var round = 0; round < 2000; round++)
        {
            var broken = report.ToArray();
            for (var change = 0; change < 1 + (round % 8); change++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(broken, 0, random.Next(1, broken.Length + 1));
            try
            {
                using var message = await MimeMessage.LoadAsync(stream);
                Bounce.In(message);
            }
            catch (FormatException)
            {
                // Not a mail at all; a mail server does not hand that out.
            }
        }
    }

    private static MimeMessage Parse(string mail) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));

    private static string Report(Guid id, string recipient, string action = "failed", bool envelope = true, string returned = "text/rfc822-headers") =>
        $"""
        From: MAILER-DAEMON@mail.test
        To: hnth@tinh.gov.vn
        Subject: Undelivered
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Your mail could not be delivered.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.test
        {(envelope ? $"Original-Envelope-Id: {id}@tinh.gov.vn" : "X-Nothing: x")}

        Final-Recipient: rfc822; {recipient.ToUpperInvariant()}
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

        --b
        Content-Type: {returned}

        From: hnth@tinh.gov.vn
        Message-ID: <{id}@tinh.gov.vn>
        Subject: x

        --b--

        """.ReplaceLineEndings("\r\n");

    private async Task StartAsync() => _installation = await TestInstallation.StartAsync(services =>
    {
        services.RemoveAll<IHostedService>();
        services.AddSingleton<ILoggerProvider>(_log);
        ((InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!).MailServer = new()
        {
            Host = "localhost",
            Port = _smtp.Port,
            User = SmtpServer.User,
            Password = SmtpServer.Password,
            From = "HNTH <hnth@tinh.gov.vn>",
            TrustAnyCertificate = true,
            Bounces = new() { Host = "localhost", Port = _imap.Port, User = "hnth", Password = "x", IsEncrypted = false },
        };
    });

    private async Task<Guid> SentAsync(string recipient)
    {
        await _installation.QueryAsync(async db =>
        {
            _installation.Services.GetRequiredService<MailOutbox>().Add(db, new(recipient, "Thử nghiệm", "x", "<p>x</p>") { ReportTo = Chair });
            return await db.SaveChangesAsync();
        });
        await _installation.Services.GetRequiredService<MailSender>().SendDueAsync(default);
        return Assert.Single(await _installation.MailsToAsync(recipient)).Id;
    }

    private Task<MailState> StateAsync(Guid id) =>
        _installation.QueryAsync(db => db.Mails.Where(mail => mail.Id == id).Select(mail => mail.State).SingleAsync());

    private Task LookAsync() => _installation.Services.GetRequiredService<BounceRounds>().LookAsync(default);
}
