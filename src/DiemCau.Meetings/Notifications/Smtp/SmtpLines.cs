using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>Lines to and from a mail server. What a server sends is bounded, whoever answers on that port.</summary>
internal sealed class SmtpLines(Stream stream)
{
    // RFC 5321 section 4.5.3.1.5 asks for 512; some servers greet with more.
    private const int LongestLine = 4096;
    private const int MostLines = 128;
    private readonly byte[] _buffer = new byte[LongestLine];
    private int _begin;
    private int _end;

    /// <summary>Whether the server has sent something that was not asked for.</summary>
    public bool HasUnread => _begin < _end;

    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, lines);
            }
        }

        throw new InvalidDataException("The mail server does not speak SMTP.");
    }

    public Task WriteAsync(string command, CancellationToken cancellation) => WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellation);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await stream.WriteAsync(bytes, cancellation);
        await stream.FlushAsync(cancellation);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _begin, length).TrimEnd('\r');
                _begin += length + 1;
                return line;
            }

            if (_begin > 0)
            {
                _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
                _end -= _begin;
                _begin = 0;
            }

            if (_end == _buffer.Length)
            {
                throw new InvalidDataException("The mail server's line is too long.");
            }

            var received = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (received == 0)
            {
                throw new EndOfStreamException("The mail server closed the connection.");
            }

            _end += received;
        }
    }
}
