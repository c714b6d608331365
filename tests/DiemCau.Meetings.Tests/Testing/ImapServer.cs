using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A mailbox on a loopback port that speaks as much IMAP (RFC 3501) as reading and marking takes.</summary>
internal sealed partial class ImapServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ImapServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails by their place, with CRLF; the UID is the place plus one.</summary>
    public List<string> Mails { get; } = [];

    public HashSet<int> Seen { get; } = [];

    /// <summary>UIDs whose content has been fetched.</summary>
    public List<int> Fetched { get; } = [];

    /// <summary>UIDs at which the server answers NO, as when the file below is broken.</summary>
    public HashSet<int> Broken { get; } = [];

    /// <summary>UIDs at which the connection ends in the middle of an answer.</summary>
    public HashSet<int> Fatal { get; } = [];

    public void Dispose() => _listener.Dispose();

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
        var stream = connection.GetStream();
        var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n");
        while (await reader.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            var (tag, command, rest) = (words[0], words[1].ToUpperInvariant(), words.ElementAtOrDefault(2) ?? "");
            if (ContentOf(command, rest) is { } asked && (Fatal.Contains(asked) || Broken.Contains(asked)))
            {
                Fetched.Add(asked);
                await SayAsync(Fatal.Contains(asked) ? $"* {asked} FETCH (UID {asked} BODY[] {{100000}}\r\nFrom:" : $"{tag} NO [SERVERBUG] cannot be read\r\n");
                if (Fatal.Contains(asked))
                {
                    return;
                }

                continue;
            }

            await SayAsync(Answer(command, rest));
            await SayAsync($"{tag} OK {(command == "SELECT" ? "[READ-WRITE] " : "")}done\r\n");
            if (command == "LOGOUT")
            {
                return;
            }
        }

        async Task SayAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    /// <returns>The UID of the mail whose content is asked for; null: something else is.</returns>
    private static int? ContentOf(string command, string rest) =>
        command == "UID" && rest.StartsWith("FETCH", StringComparison.Ordinal) && rest.Contains("BODY", StringComparison.Ordinal)
            ? int.Parse(Uid().Match(rest).Value, CultureInfo.InvariantCulture) : null;

    private string Answer(string command, string rest)
    {
        switch (command)
        {
            case "CAPABILITY":
                return "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n";
            case "LIST":
                return "* LIST () \"/\" INBOX\r\n";
            case "SELECT":
                return $"* FLAGS (\\Seen)\r\n* {Mails.Count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {Mails.Count + 1}] x\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n";
            case "LOGOUT":
                return "* BYE\r\n";
            case "UID" when rest.StartsWith("SEARCH", StringComparison.Ordinal):
                return $"* SEARCH {string.Join(' ', Enumerable.Range(1, Mails.Count).Where(id => !Seen.Contains(id)))}\r\n";
            case "UID" when rest.StartsWith("FETCH", StringComparison.Ordinal):
                var id = int.Parse(Uid().Match(rest).Value, CultureInfo.InvariantCulture);
                var mail = Mails[id - 1];
                if (!rest.Contains("BODY", StringComparison.Ordinal))
                {
                    return $"* {id} FETCH (UID {id} RFC822.SIZE {mail.Length})\r\n";
                }

                Fetched.Add(id);
                return $"* {id} FETCH (UID {id} BODY[] {{{Encoding.UTF8.GetByteCount(mail)}}}\r\n{mail})\r\n";
            case "UID" when rest.StartsWith("STORE", StringComparison.Ordinal):
                Seen.Add(int.Parse(Uid().Match(rest).Value, CultureInfo.InvariantCulture));
                return "";
            default:
                return "";
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Uid();
}
