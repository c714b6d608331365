using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Notifications.Smtp;
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

    [Theory]
    [InlineData("\r\n.\r\n")]
    [InlineData("\n.\n")]
    [InlineData("\r.\r")]
    public async Task A_text_cannot_end_its_mail_and_begin_another(string end)
    {
        await WithServer(_server);
        await Add("a@tinh.gov.vn", $"Kính gửi{end}MAIL FROM:<ai@example.com>\r\nRCPT TO:<nan-nhan@example.com>\r\nDATA\r\nXấu{end}");

        await SendDue();

        Assert.Equal("a@tinh.gov.vn", Assert.Single(_server.Taken).Recipient);
        Assert.DoesNotContain(_server.Commands, command => command.Command.Contains("example.com", StringComparison.Ordinal));
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

    [Fact]
    public async Task A_server_that_knows_only_HELO_gets_the_mail()
    {
        using var server = new SmtpServer { KnowsEhlo = false, WantsSignIn = false };
        await WithServer(server, options => (options.StartTls, options.User, options.Password) = (false, null, null));
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Content_that_the_server_never_takes_is_given_up_at_once_and_the_others_get_theirs()
    {
        await WithServer(_server);
        _server.RefusedContent["a@tinh.gov.vn"] = "554 5.7.1 rejected as spam";
        await Add("a@tinh.gov.vn");
        await Add("b@tinh.gov.vn");

        await SendDue();

        Assert.Equal("b@tinh.gov.vn", Assert.Single(_server.Taken).Recipient);
        var mails = await _installation!.QueryAsync(db => db.Mails.ToListAsync());
        Assert.Contains("rejected as spam", mails.Single(mail => mail.State == MailState.GivenUp).LastError, StringComparison.Ordinal);
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task Refused_mailboxes_cost_no_reconnect()
    {
        await WithServer(_server);
        for (var mail = 0; mail < 10; mail++)
        {
            _server.Refused[$"khongco{mail}@tinh.gov.vn"] = mail % 2 == 0 ? "550 no such mailbox" : "450 busy";
            await Add($"khongco{mail}@tinh.gov.vn");
            await Add($"co{mail}@tinh.gov.vn");
        }

        await SendDue();

        Assert.Equal(10, _server.Taken.Count);
        Assert.Equal(1, _server.Connections);
    }

    [Theory]
    [InlineData("250")]
    [InlineData("250 ")]
    [InlineData("250-first\r\n250-\r\n250 2.1.0 last")]
    [InlineData("251 User not local; will forward to <vp@daklak.gov.vn>")]
    [InlineData("250 \u00e0 votre service")]
    public async Task Answers_of_every_legal_form_are_understood(string yes)
    {
        using var server = new SmtpServer { Yes = yes };
        await WithServer(server);
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_server_of_a_private_authority_is_believed_with_its_name_checked()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("localhost");
        using var server = new SmtpServer(certificate);
        await WithServer(server, options => options.AuthorityFile = authority.File);
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.True(Assert.Single(server.Taken).Encrypted);
    }

    [Theory]
    [InlineData("mail.tinh.gov.vn", true)] // the authority's, but another machine's
    [InlineData("localhost", false)] // the right name, but of another authority
    public async Task A_certificate_that_the_private_authority_has_not_given_to_this_server_is_refused(string host, bool isItsAuthority)
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var certificate = authority.Issue(host);
        using var server = new SmtpServer(certificate);
        await WithServer(server, options => options.AuthorityFile = isItsAuthority ? authority.File : other.File);
        await Add("a@tinh.gov.vn");
        await SendDue();
        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.Commands, command => command.Command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_had_a_mail_sent_is_told_that_it_cannot_arrive_and_is_told_once_for_all_of_them()
    {
        await WithServer(_server);
        _server.RefusedContent["a@tinh.gov.vn"] = "554 5.7.1 rejected as spam\u0000";
        _server.Refused["b@tinh.gov.vn"] = _server.Refused["chanh@tinh.gov.vn"] = "550 no such mailbox";
        await Add("a@tinh.gov.vn", reportTo: "chanh@tinh.gov.vn");
        await Add("b@tinh.gov.vn", reportTo: "chanh@tinh.gov.vn");

        await SendDue();

        var told = Assert.Single(await _installation!.MailsToAsync("chanh@tinh.gov.vn")); // which fails, too, and is told to nobody
        Assert.Contains("a@tinh.gov.vn", told.Text, StringComparison.Ordinal);
        Assert.Contains("554 5.7.1 rejected as spam", told.Text, StringComparison.Ordinal);
        Assert.Contains("550 no such mailbox", told.Text, StringComparison.Ordinal);
        Assert.Equal(3, await _installation.QueryAsync(db => db.Mails.CountAsync()));
    }

    [Fact]
    public async Task A_server_that_refuses_everybody_at_the_door_loses_no_mail()
    {
        using var server = new SmtpServer { Greeting = "554 no service for you" };
        await WithServer(server);
        await Add("a@tinh.gov.vn");
        await Add("b@tinh.gov.vn");
        await SendDue();
        Assert.All(await _installation!.QueryAsync(db => db.Mails.ToListAsync()), mail => Assert.Equal(MailState.Waiting, mail.State));
        Assert.Equal(1, server.Connections); // one question for the whole batch
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_in_time_and_the_mails_wait()
    {
        var quick = new SmtpPatience(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await WithServer(_server, options => options.TrustAnyCertificate = true, quick);
        _server.BeforeSayingTaken = () => Task.Delay(TimeSpan.FromMinutes(1));
        await Add("a@tinh.gov.vn");
        await Add("b@tinh.gov.vn");

        await SendDue().WaitAsync(TimeSpan.FromSeconds(40));

        Assert.All(await _installation!.QueryAsync(db => db.Mails.ToListAsync()), mail => Assert.Equal((MailState.Waiting, 1), (mail.State, mail.Attempts)));
    }

    [Fact]
    public async Task A_mail_that_was_taken_while_the_database_was_away_is_not_sent_again_even_after_a_restart()
    {
        await WithServer(_server);
        await Add("a@tinh.gov.vn");
        _server.BeforeSayingTaken = () => Run("alter table mails add constraint away check (state <> 'Sent')");
        await Assert.ThrowsAnyAsync<Exception>(SendDue);
        Assert.Equal(MailState.Waiting, (await Single()).State);
        await Run("alter table mails drop constraint away");

        var installation = _installation!.Services.GetRequiredService<InstallationOptions>();
        // As another process would have it, with nothing in memory.
        var restarted = ActivatorUtilities.CreateInstance<MailSender>(_installation.Services, new TakenMails(installation));
        await restarted.SendDueAsync(default);

        Assert.Single(_server.Taken);
        Assert.Equal(MailState.Sent, (await Single()).State);
        Assert.False(File.Exists(Path.Combine(installation.DataFolder, "mails", "taken")));
    }

    [Fact]
    public async Task A_mail_that_was_taken_while_the_server_was_told_to_stop_is_not_sent_again()
    {
        await WithServer(_server);
        await Add("a@tinh.gov.vn");
        using var stop = new CancellationTokenSource();
        _server.BeforeSayingTaken = async () =>
        {
            await stop.CancelAsync();
            await Task.Delay(200);
        };

        try
        {
            await _installation!.Services.GetRequiredService<MailSender>().SendDueAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
        }

        await SendDue();
        Assert.Single(_server.Taken);
        Assert.Equal(MailState.Sent, (await Single()).State);
    }

    private Task WithServer(SmtpServer server, bool trust = true) => WithServer(server, options => options.TrustAnyCertificate = trust);

    private async Task WithServer(SmtpServer server, Action<MailServerOptions> change, SmtpPatience? patience = null) => _installation = await TestInstallation.StartAsync(services =>
    {
        if (patience is not null)
        {
            services.AddSingleton(patience);
        }

        services.RemoveAll<IHostedService>(); // the tests send when they want to
        var options = (InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!;
        options.MailServer = new()
        {
            Host = "localhost",
            Port = server.Port,
            User = SmtpServer.User,
            Password = SmtpServer.Password,
            From = "Hội nghị truyền hình <hnth@tinh.gov.vn>",
        };
        change(options.MailServer);
    });

    private Task<int> Run(string sql) => _installation!.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private async Task Add(string recipient, string text = "Kính gửi", string? reportTo = null) => await _installation!.QueryAsync(async db =>
    {
        _installation!.Services.GetRequiredService<MailOutbox>().Add(db, new(recipient, "Thử nghiệm", text, "<p>Kính gửi</p>") { ReportTo = reportTo });
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
