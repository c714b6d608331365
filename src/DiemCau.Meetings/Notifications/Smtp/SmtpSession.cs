using System.Text;
using DiemCau.Meetings.Shared;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>A connection to the mail server over which mails are handed in. One that a command has failed on may go on; see <see cref="IsUsable"/>.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly Client _client;

    private SmtpSession(Client client) => _client = client;

    /// <summary>Whether the next mail can go over the same connection: a refused mail has cost nothing but itself.</summary>
    public bool IsUsable => _client.IsConnected;

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <param name="ownName">How this machine calls itself in EHLO, and in HELO where the server knows no other (RFC 5321 section 3.2).</param>
    /// <exception cref="Exception">Of any kind: not reached, not encrypted, not signed in, or not in time.</exception>
    public static async Task<SmtpSession> OpenAsync(MailServerOptions server, string ownName, SmtpPatience patience, CancellationToken cancellation)
    {
        var session = new SmtpSession(new Client(patience)
        {
            LocalDomain = ownName,
            ServerCertificateValidationCallback = SmtpTrust.Of(server),
            CheckCertificateRevocation = false, // a closed network has nowhere to ask
        });
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(patience.Opening);
        try
        {
            await session._client.ConnectAsync(server.Host, server.Port, Encryption(server), time.Token);
            if (!string.IsNullOrEmpty(server.User))
            {
                await session._client.AuthenticateAsync(Encoding.UTF8, server.User, server.Password ?? "", time.Token);
            }

            return session;
        }
        catch (Exception cause)
        {
            await session.DisposeAsync();
            if (cause is OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                throw new TimeoutException("The mail server did not answer in time.");
            }

            throw;
        }
    }

    /// <summary>Hands in one mail; done when the server has taken responsibility for it.</summary>
    public Task SendAsync(MimeMessage message, CancellationToken cancellation) => _client.SendTimedAsync(message, cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Every mail has been answered for: nobody waits for the goodbye.
            using var time = new CancellationTokenSource(Goodbye);
            await _client.DisconnectAsync(quit: true, time.Token);
        }
        catch (Exception)
        {
            // Gone already, in whichever way.
        }

        _client.Dispose();
    }

    // A server that does not offer STARTTLS is refused: mails and the password never go out in the clear unasked.
    private static SecureSocketOptions Encryption(MailServerOptions server) =>
        server.BeginsWithTls ? SecureSocketOptions.SslOnConnect
        : server.StartTls ? SecureSocketOptions.StartTls
        : SecureSocketOptions.None;

    /// <summary>MailKit's client with a time-out for each command, and delivery reports that are recognised.</summary>
    private sealed class Client : SmtpClient
    {
        private readonly SmtpPatience _patience;

        public Client(SmtpPatience patience)
        {
            _patience = patience;
            Timeout = Milliseconds(patience.Opening);
            // Bounces need not repeat what a mail said: links in it sign in (RFC 3461 section 4.3).
            DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;
        }

        public Task SendTimedAsync(MimeMessage message, CancellationToken cancellation)
        {
            Timeout = Milliseconds(_patience.Command);
            return SendAsync(message, cancellation);
        }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            Timeout = Milliseconds(_patience.Content);
            base.OnRecipientAccepted(message, mailbox, response);
        }

        protected override string GetEnvelopeId(MimeMessage message) => message.MessageId ?? "";

        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure;

        private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;
    }
}
