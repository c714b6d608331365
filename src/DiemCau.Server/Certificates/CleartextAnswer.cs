using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace DiemCau.Server.Certificates;

/// <summary>
/// Answers plain HTTP on the TLS port: people type addresses without https, and a reset connection tells them nothing.
/// </summary>
internal static class CleartextAnswer
{
    // RFC 8446 section 5.1: every TLS connection starts with a handshake record.
    private const byte TlsHandshakeRecord = 22;
    private const int LongestRequest = 8192;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static ConnectionDelegate Before(ConnectionDelegate tls) => async connection =>
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(Patience);
        try
        {
            var first = await connection.Transport.Input.ReadAsync(patience.Token);
            if (first.Buffer.IsEmpty)
            {
                return;
            }

            var isTls = first.Buffer.FirstSpan[0] == TlsHandshakeRecord;
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
            if (!isTls)
            {
                await AnswerAsync(connection, patience.Token);
                return;
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            return;
        }

        await tls(connection);
    };

    private static async Task AnswerAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await connection.Transport.Input.ReadAsync(cancellation);
            var text = Encoding.ASCII.GetString(read.Buffer.Slice(0, Math.Min(read.Buffer.Length, LongestRequest)).ToArray());
            if (text.Contains("\r\n\r\n", StringComparison.Ordinal) || read.IsCompleted || read.Buffer.Length >= LongestRequest)
            {
                await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(Answer(text)), cancellation);
                return;
            }

            connection.Transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A redirect to the same address with https when the request names one, else an explanation.</summary>
    internal static string Answer(string request)
    {
        var lines = request.Split("\r\n");
        var words = lines[0].Split(' ');
        var host = lines.FirstOrDefault(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase))?[5..].Trim() ?? "";
        if (words is [_, ['/', ..] path, ['H', 'T', 'T', 'P', '/', ..]]
            && Uri.TryCreate($"https://{host}{path}", UriKind.Absolute, out var address)
            && address.Authority == host)
        {
            return $"HTTP/1.1 308 Permanent Redirect\r\nLocation: {address.AbsoluteUri}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }

        const string body = "This port speaks HTTPS only.\n";
        return $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
    }
}
