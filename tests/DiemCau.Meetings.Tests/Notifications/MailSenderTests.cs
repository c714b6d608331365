using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Notifications;

public sealed class MailSenderTests : IAsyncDisposable
{
    private readonly SmtpServer _server = new();
    private TestInstallation? _installation;

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_mail_goes_out_encrypted_and_signed_in_and_leaves_no_content_behind()
    {
        await WithServer(_server);
        await Add("vpubnd@tinh.gov.vn", "Kính gửi Quý đơn vị\n.\nHết");

        await SendDue();

        var taken = Assert.Single(_server.Taken);
        Assert.True(taken.Encrypted);
        Assert.Contains("<hnth@tinh.gov.vn>", taken.Sender, StringComparison.Ordinal);
        Assert.Equal("Kính gửi Quý đơn vị\n.\nHết", MailReader.Part(taken.Content, "text/plain"));
        Assert.DoesNotContain(_server.Commands, command => command.Command.StartsWith("AUTH", StringComparison.Ordinal) && !command.Encrypted);
        var mail = await Single();
        Assert.Equal((MailState.Sent, "", ""), (mail.State, mail.Text, mail.Html));
    }

    [Fact]
    public async Task Servers_that_only_know_LOGIN_are_served_too()
    {
        using var server = new SmtpServer { Mechanisms = "LOGIN" };
        await WithServer(server);
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_goes_out_in_the_clear()
    {
        using var server = new SmtpServer { OffersStartTls = false };
        await WithServer(server);
        await Add("a@tinh.gov.vn");

        await SendDue();

        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.Commands, command => command.Command.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Contains("STARTTLS", (await Single()).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_unless_the_administrator_trusts_it()
    {
        await WithServer(_server, trust: false);
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Empty(_server.Taken);
        Assert.Equal(MailState.Waiting, (await Single()).State);
    }

    [Fact]
    public async Task A_mail_survives_a_silent_server_and_arrives_with_the_same_id()
    {
        await WithServer(_server);
        _server.Refused["a@tinh.gov.vn"] = "451 come back later";
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Equal(1, (await Single()).Attempts);
        await SendDue();
        Assert.Equal(1, (await Single()).Attempts); // not yet

        _server.Refused.Clear();
        _installation!.Time.Advance(TimeSpan.FromMinutes(2));
        await SendDue();

        var mail = await Single();
        Assert.Equal(MailState.Sent, mail.State);
        Assert.Equal($"<{mail.Id}@tinh.gov.vn>", MailReader.Header(Assert.Single(_server.Taken).Content, "Message-ID"));
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_given_up_and_the_others_get_theirs()
    {
        await WithServer(_server);
        _server.Refused["khongco@tinh.gov.vn"] = "550 no such mailbox";
        await Add("khongco@tinh.gov.vn");
        await Add("co@tinh.gov.vn");

        await SendDue();

        Assert.Equal("co@tinh.gov.vn", Assert.Single(_server.Taken).Recipient);
        var mails = await _installation!.QueryAsync(db => db.Mails.ToListAsync());
        Assert.Contains("no such mailbox", mails.Single(mail => mail.State == MailState.GivenUp).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_three_days_a_mail_is_given_up_with_the_reason()
    {
        await WithServer(_server);
        _server.Refused["a@tinh.gov.vn"] = "451 come back later";
        await Add("a@tinh.gov.vn");
        await SendDue();
        _installation!.Time.Advance(TimeSpan.FromDays(3));
        await SendDue();
        var mail = await Single();
        Assert.Equal(MailState.GivenUp, mail.State);
        Assert.Contains("come back later", mail.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_cannot_bring_in_another_command()
    {
        await WithServer(_server);
        await Assert.ThrowsAsync<ArgumentException>(() => Add("a@tinh.gov.vn>\r\nRCPT TO:<ai@example.com"));
    }

    [Fact]
    public async Task Two_servers_do_not_send_one_mail_twice()
    {
        await WithServer(_server);
        for (var mail = 0; mail < 30; mail++)
        {
            await Add($"a{mail}@tinh.gov.vn");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendDue()));
        Assert.Equal(30, _server.Taken.Select(taken => taken.Recipient).Distinct().Count());
        Assert.Equal(30, _server.Taken.Count);
    }

    [Fact]
    public async Task Without_a_mail_server_a_mail_is_a_file_that_only_its_owner_reads()
    {
        _installation = await TestInstallation.StartAsync(services => services.RemoveAll<IHostedService>());
        await Add("a@tinh.gov.vn", "Kính gửi");

        await SendDue();

        var folder = Path.Combine(_installation.Services.GetRequiredService<InstallationOptions>().DataFolder, "mails");
        var file = Assert.Single(Directory.GetFiles(folder, "*.eml"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal("Kính gửi", MailReader.Part(await File.ReadAllTextAsync(file), "text/plain"));
        Assert.Equal(MailState.Kept, (await Single()).State);
    }

    private async Task WithServer(SmtpServer server, bool trust = true) => _installation = await TestInstallation.StartAsync(services =>
    {
        services.RemoveAll<IHostedService>(); // the tests send when they want to
        var options = (InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!;
        options.MailServer = new()
        {
            Host = "localhost",
            Port = server.Port,
            User = SmtpServer.User,
            Password = SmtpServer.Password,
            From = "Hội nghị truyền hình <hnth@tinh.gov.vn>",
            TrustAnyCertificate = trust,
        };
    });

    private async Task Add(string recipient, string text = "Kính gửi") => await _installation!.QueryAsync(async db =>
    {
        _installation!.Services.GetRequiredService<MailOutbox>().Add(db, new(recipient, "Thử nghiệm", text, "<p>Kính gửi</p>"));
        return await db.SaveChangesAsync();
    });

    private async Task SendDue()
    {
        while (await _installation!.Services.GetRequiredService<MailSender>().SendDueAsync(default) > 0)
        {
        }
    }

    private Task<Mail> Single() => _installation!.QueryAsync(db => db.Mails.SingleAsync());
}
