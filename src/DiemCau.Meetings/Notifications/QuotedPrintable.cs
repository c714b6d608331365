using System.Text;

namespace DiemCau.Meetings.Notifications;

/// <summary>RFC 2045 section 6.7, over UTF-8.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    public static string Write(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (encoded.Length > 0)
            {
                encoded.Append("\r\n");
            }

            WriteLine(encoded, Encoding.UTF8.GetBytes(line));
        }

        return encoded.ToString();
    }

    private static void WriteLine(StringBuilder encoded, byte[] line)
    {
        var width = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var octet = line[i];
            // A blank at a line's end would be lost on the way.
            var plain = (octet is > (byte)' ' and < 0x7f and not (byte)'=') || (octet is (byte)' ' or (byte)'\t' && i < line.Length - 1);
            var size = plain ? 1 : 3;
            if (width + size > LongestLine - 1)
            {
                encoded.Append("=\r\n");
                width = 0;
            }

            if (plain)
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('=').Append(octet.ToString("X2", null));
            }

            width += size;
        }
    }
}
