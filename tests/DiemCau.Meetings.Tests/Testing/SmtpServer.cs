using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A mail server on a loopback port that speaks as much SMTP as a submission server must: STARTTLS, AUTH, DATA.</summary>
internal sealed class SmtpServer : IDisposable
{
    public const string User = "hnth";
    public const string Password = "mật khẩu thư";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    /// <param name="certificate">Of "localhost"; null: a self-signed one.</param>
    public SmtpServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate ?? SelfSigned();
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool OffersStartTls { get; init; } = true;

    public string Mechanisms { get; init; } = "PLAIN LOGIN";

    /// <summary>False: an old server, which knows HELO only (RFC 5321 section 3.2).</summary>
    public bool KnowsEhlo { get; init; } = true;

    /// <summary>False: takes mails from whoever connects.</summary>
    public bool WantsSignIn { get; init; } = true;

    public string Greeting { get; init; } = "220-mail.test ready\r\n220 go on";

    /// <summary>What stands in for "250 ok" to MAIL and RCPT.</summary>
    public string Yes { get; init; } = "250 ok";

    /// <summary>Answers to RCPT by address; everybody else is welcome.</summary>
    public ConcurrentDictionary<string, string> Refused { get; } = [];

    /// <summary>Answers to a mail's content by address; everybody else's is taken.</summary>
    public ConcurrentDictionary<string, string> RefusedContent { get; } = [];

    /// <summary>Awaited once a mail has been taken, before the server says so.</summary>
    public Func<Task> BeforeSayingTaken { get; set; } = () => Task.CompletedTask;

    /// <summary>How many connections there have been.</summary>
    public int Connections { get; private set; }

    /// <summary>What was taken, dots unstuffed.</summary>
    public ConcurrentQueue<(string Sender, string Recipient, string Content, bool Encrypted)> Taken { get; } = [];

    /// <summary>Every command with whether it came encrypted.</summary>
    public ConcurrentQueue<(string Command, bool Encrypted)> Commands { get; } = [];

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        Stream stream = connection.GetStream();
        var (encrypted, signedIn, sender, recipient) = (false, !WantsSignIn, "", "");
        var reader = new StreamReader(stream, Encoding.ASCII);
        await SayAsync(Greeting);
        while (await reader.ReadLineAsync() is { } command)
        {
            Commands.Enqueue((command, encrypted));
            switch (command.Split(' ', ':')[0])
            {
                case "HELO":
                    await SayAsync("250 mail.test");
                    break;
                case "EHLO" when KnowsEhlo:
                    await SayAsync("250-mail.test\r\n" + (OffersStartTls && !encrypted ? "250-STARTTLS\r\n" : "") + $"250-AUTH {Mechanisms}\r\n250 8BITMIME");
                    break;
                case "STARTTLS" when OffersStartTls:
                    await SayAsync("220 go ahead");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(_certificate);
                    (stream, encrypted) = (tls, true);
                    reader = new(stream, Encoding.ASCII);
                    break;
                case "AUTH" when command.StartsWith("AUTH PLAIN ", StringComparison.Ordinal):
                    signedIn = Text(command[11..]) == $"\0{User}\0{Password}";
                    await SayAsync(signedIn ? "235 welcome" : "535 no");
                    break;
                case "AUTH" when command == "AUTH LOGIN":
                    await SayAsync("334 " + Convert.ToBase64String("Username:"u8));
                    var user = Text((await reader.ReadLineAsync())!);
                    await SayAsync("334 " + Convert.ToBase64String("Password:"u8));
                    signedIn = user == User && Text((await reader.ReadLineAsync())!) == Password;
                    await SayAsync(signedIn ? "235 welcome" : "535 no");
                    break;
                case "MAIL":
                    sender = command;
                    await SayAsync(signedIn ? Yes : "530 sign in first");
                    break;
                case "RCPT":
                    recipient = command.Split('<', '>')[1];
                    await SayAsync(Refused.TryGetValue(recipient, out var no) ? no : Yes);
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    var content = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } line && line != ".")
                    {
                        content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    }

                    if (RefusedContent.TryGetValue(recipient, out var never))
                    {
                        await SayAsync(never);
                        break;
                    }

                    Taken.Enqueue((sender, recipient, content.ToString(), encrypted));
                    await BeforeSayingTaken();
                    await SayAsync("250 taken");
                    break;
                case "RSET":
                    await SayAsync("250 ok");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("502 what?");
                    break;
            }
        }

        async Task SayAsync(string reply)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"));
            await stream.FlushAsync();
        }
    }

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // Through PKCS #12, because SslStream takes no key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
