using System.Text;
using DiemCau.Meetings.Notifications.Smtp;
using DiemCau.Meetings.Shared;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications.Bounces;

/// <summary>
/// The mailbox that mails are sent from, where mail servers report what they could not deliver. Reports are marked as read; everything else is
/// left as it is, for the people who read that mailbox. Anybody may write to it, so a mail that cannot be read costs itself: the log says which.
/// </summary>
internal sealed class BounceBox(InstallationOptions installation, ILogger<BounceBox> logger)
{
    private const int ImplicitTlsPort = 993;
    private const int MostOfRound = 200;
    private const uint Largest = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private (uint Validity, uint Last) _seen;

    /// <summary>The mail at which the last round ended; 0: none.</summary>
    private uint _endedAt;

    /// <param name="take">Called for each mail with reports, which is marked as read after it.</param>
    /// <exception cref="Exception">Of any kind: not reached, not signed in, or not in time.</exception>
    public async Task ReadAsync(BounceBoxOptions box, Func<IReadOnlyList<Bounce>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(Patience);
        using var client = new ImapClient
        {
            ServerCertificateValidationCallback = SmtpTrust.Of(installation.MailServer!),
            CheckCertificateRevocation = false, // a closed network has nowhere to ask
        };
        await client.ConnectAsync(box.Host, box.Port, Encryption(box), time.Token);
        await client.AuthenticateAsync(Encoding.UTF8, box.User, box.Password, time.Token);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite, time.Token);
        if (_seen.Validity != client.Inbox.UidValidity)
        {
            _seen = (client.Inbox.UidValidity, 0);
        }

        // What has been looked at and was no report stays unread, and is not fetched again.
        var found = await client.Inbox.SearchAsync(SearchQuery.NotSeen, time.Token);
        foreach (var id in found.Where(id => id.Id > _seen.Last).OrderBy(id => id.Id).Take(MostOfRound).ToList())
        {
            await ReadApartAsync(client, id, take, time.Token);
            _seen.Last = id.Id;
        }

        await client.DisconnectAsync(quit: true, time.Token);
    }

    private static SecureSocketOptions Encryption(BounceBoxOptions box) =>
        box.Port == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect
        : box.IsEncrypted ? SecureSocketOptions.StartTls
        : SecureSocketOptions.None;

    /// <summary>
    /// A mail that cannot be read is passed over. Where it ends the connection or the round's time, that may be the network: it is tried in the
    /// next round, and passed over when that ends at it, too.
    /// </summary>
    private async Task ReadApartAsync(
        ImapClient client, UniqueId id, Func<IReadOnlyList<Bounce>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        try
        {
            await ReadOneAsync(client.Inbox, id, take, cancellation);
        }
        catch (Exception cause) when (client.IsConnected && RowByRow.IsOfRow(cause))
        {
            MailLog.ReportPassedOver(logger, cause, id.Id);
        }
        catch (Exception cause) when (!RowByRow.IsOfDatabase(cause))
        {
            if (_endedAt == id.Id)
            {
                MailLog.ReportPassedOver(logger, cause, id.Id);
                _seen.Last = id.Id;
            }

            _endedAt = id.Id;
            throw;
        }
    }

    private static async Task ReadOneAsync(
        IMailFolder inbox, UniqueId id, Func<IReadOnlyList<Bounce>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        var size = (await inbox.FetchAsync([id], MessageSummaryItems.Size, cancellation)).FirstOrDefault()?.Size;
        if (size is null or > Largest)
        {
            return; // no report is that large
        }

        using var message = await inbox.GetMessageAsync(id, cancellation);
        if (Bounce.In(message) is { Count: > 0 } bounces)
        {
            await take(bounces, cancellation);
            await inbox.AddFlagsAsync(id, MessageFlags.Seen, silent: true, cancellation);
        }
    }
}
