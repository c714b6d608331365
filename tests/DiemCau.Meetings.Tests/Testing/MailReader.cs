using System.Text;
using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>Reads mails with other code than wrote them.</summary>
internal static partial class MailReader
{
    public static string Header(string mail, string name)
    {
        var head = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        var value = head.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
        return EncodedWord().Replace(BlankBetweenWords().Replace(value, "?=="), word => word.Groups[1].Value is "b" or "B"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
            : QuotedPrintable(word.Groups[2].Value.Replace('_', ' ')));
    }

    /// <summary>The decoded content of the first part of a type.</summary>
    public static string Part(string mail, string type)
    {
        var head = mail.IndexOf($"Content-Type: {type}", StringComparison.Ordinal);
        var begin = mail.IndexOf("\r\n\r\n", head, StringComparison.Ordinal) + 4;
        var content = mail[begin..mail.IndexOf("\r\n--=_", begin, StringComparison.Ordinal)];
        return mail[head..begin].Contains("base64", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(content))
            : QuotedPrintable(content);
    }

    /// <summary>The octets of the first attachment of a type.</summary>
    public static byte[] File(string mail, string type)
    {
        var begin = mail.IndexOf("\r\n\r\n", mail.IndexOf($"Content-Type: {type}", StringComparison.Ordinal), StringComparison.Ordinal) + 4;
        return Convert.FromBase64String(mail[begin..mail.IndexOf("\r\n--=_", begin, StringComparison.Ordinal)]);
    }

    private static string QuotedPrintable(string content)
    {
        var octets = new List<byte>();
        var joined = content.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                octets.Add(Convert.ToByte(joined.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                octets.Add((byte)joined[i]);
            }
        }

        return Encoding.UTF8.GetString([.. octets]).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"=\?utf-8\?([bBqQ])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?= =(?=\?)")]
    private static partial Regex BlankBetweenWords();
}
