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
    private readonly X509Certificate2 _certificate = SelfSigned();

    public SmtpServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool OffersStartTls { get; init; } = true;

    public string Mechanisms { get; init; } = "PLAIN LOGIN";

    /// <summary>Answers to RCPT by address; everybody else is welcome.</summary>
    public ConcurrentDictionary<string, string> Refused { get; } = [];

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
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
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
        var (encrypted, signedIn, sender, recipient) = (false, false, "", "");
        var reader = new StreamReader(stream, Encoding.ASCII);
        await SayAsync("220-mail.test ready\r\n220 go on");
        while (await reader.ReadLineAsync() is { } command)
        {
            Commands.Enqueue((command, encrypted));
            switch (command.Split(' ', ':')[0])
            {
                case "EHLO":
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
                    await SayAsync(signedIn ? "250 ok" : "530 sign in first");
                    break;
                case "RCPT":
                    recipient = command.Split('<', '>')[1];
                    await SayAsync(Refused.TryGetValue(recipient, out var no) ? no : "250 ok");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    var content = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } line && line != ".")
                    {
                        content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    }

                    Taken.Enqueue((sender, recipient, content.ToString(), encrypted));
                    await SayAsync("250 taken");
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
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
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
