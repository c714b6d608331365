using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>
/// A connection to the mail server over which mails are handed in (RFC 5321). System.Net.Mail cannot trust a private authority for one
/// server only, falls back to no encryption, and hides the server's reasons; this does what a submission client needs and no more.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    // RFC 8314 section 7.3: TLS from the first byte on.
    private const int ImplicitTlsPort = 465;

    private readonly TcpClient _connection;
    private Stream _stream = Stream.Null;
    private SmtpLines _lines = new(Stream.Null);
    private SmtpReply _greeting = new(0, []);

    private SmtpSession(TcpClient connection) => _connection = connection;

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <param name="ownName">How this machine calls itself in EHLO.</param>
    /// <exception cref="IOException">The server refused; SocketException and AuthenticationException when it was not even reached.</exception>
    public static async Task<SmtpSession> OpenAsync(MailServerOptions server, string ownName, CancellationToken cancellation)
    {
        var session = new SmtpSession(new TcpClient { NoDelay = true });
        try
        {
            await session._connection.ConnectAsync(server.Host, server.Port, cancellation);
            session.Use(session._connection.GetStream());
            if (server.Port == ImplicitTlsPort)
            {
                await session.EncryptAsync(server, cancellation);
            }

            await session.ExpectAsync("greeting", 220, cancellation);
            await session.GreetAsync(ownName, cancellation);
            if (server.StartTls && server.Port != ImplicitTlsPort)
            {
                // A server that does not offer STARTTLS refuses it here: mails and the password never go out in the clear unasked.
                await session.AskAsync("STARTTLS", "STARTTLS", 220, cancellation);
                if (session._lines.HasUnread)
                {
                    throw new InvalidDataException("The mail server sent commands ahead of TLS."); // RFC 3207 section 6: injected text
                }

                await session.EncryptAsync(server, cancellation);
                await session.GreetAsync(ownName, cancellation);
            }

            if (!string.IsNullOrEmpty(server.User))
            {
                await session.SignInAsync(server.User, server.Password ?? "", cancellation);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands in one mail; done when the server has taken responsibility for it.</summary>
    /// <param name="content">RFC 5322 lines with CRLF, ASCII only.</param>
    public async Task SendAsync(MailAddress sender, string recipient, string content, CancellationToken cancellation)
    {
        await AskAsync("MAIL", $"MAIL FROM:<{sender.Address}>", 250, cancellation);
        await AskAsync("RCPT", $"RCPT TO:<{recipient}>", 250, cancellation);
        await AskAsync("DATA", "DATA", 354, cancellation);
        await _lines.WriteAsync(Encoding.ASCII.GetBytes(Stuff(content)), cancellation);
        await ExpectAsync("content", 250, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Goodbye without waiting for the answer: every mail has been answered for.
            await _lines.WriteAsync("QUIT", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(1));
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or InvalidOperationException or SocketException)
        {
        }

        await _stream.DisposeAsync();
        _connection.Dispose();
    }

    /// <summary>RFC 5321 section 4.5.2: a line that begins with a dot gets another one; a lone dot ends the content.</summary>
    internal static string Stuff(string content)
    {
        var stuffed = content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        if (stuffed.StartsWith('.'))
        {
            stuffed = "." + stuffed;
        }

        return stuffed + (stuffed.EndsWith("\r\n", StringComparison.Ordinal) ? ".\r\n" : "\r\n.\r\n");
    }

    private void Use(Stream stream)
    {
        _stream = stream;
        _lines = new(stream);
    }

    private async Task EncryptAsync(MailServerOptions server, CancellationToken cancellation)
    {
        var tls = new SslStream(_stream);
        Use(tls);
#pragma warning disable CA5359 // only where the administrator has said so for this server
        await tls.AuthenticateAsClientAsync(new()
        {
            TargetHost = server.Host,
            RemoteCertificateValidationCallback = server.TrustAnyCertificate ? (_, _, _, _) => true : null,
        }, cancellation);
#pragma warning restore CA5359
    }

    private async Task GreetAsync(string ownName, CancellationToken cancellation) =>
        _greeting = await AskAsync("EHLO", $"EHLO {ownName}", 250, cancellation);

    private async Task SignInAsync(string user, string password, CancellationToken cancellation)
    {
        var offered = _greeting.Lines.FirstOrDefault(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ', '=') ?? [];
        if (!offered.Contains("PLAIN") && offered.Contains("LOGIN"))
        {
            // Never standardised, but the only way into some Exchange servers.
            await AskAsync("AUTH", "AUTH LOGIN", 334, cancellation);
            await AskAsync("AUTH", Base64(user), 334, cancellation);
            await AskAsync("AUTH", Base64(password), 235, cancellation);
            return;
        }

        await AskAsync("AUTH", $"AUTH PLAIN {Base64($"\0{user}\0{password}")}", 235, cancellation); // RFC 4616
    }

    private async Task<SmtpReply> AskAsync(string name, string command, int expected, CancellationToken cancellation)
    {
        await _lines.WriteAsync(command, cancellation);
        return await ExpectAsync(name, expected, cancellation);
    }

    /// <param name="name">For the error: the command itself may hold the password.</param>
    private async Task<SmtpReply> ExpectAsync(string name, int expected, CancellationToken cancellation)
    {
        var reply = await _lines.ReadReplyAsync(cancellation);
        // 251: "will forward", as good as 250.
        return reply.Code == expected || (expected == 250 && reply.Code == 251) ? reply : throw new SmtpRefusedException(name, reply);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
