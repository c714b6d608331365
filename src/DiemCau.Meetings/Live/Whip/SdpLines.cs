namespace DiemCau.Meetings.Live.Whip;

/// <param name="Mid">RFC 5888; null where the offer has none.</param>
internal readonly record struct OfferedLine(string Kind, string? Mid);

/// <summary>
/// The little that the standard doors must read of an offer themselves: which m-lines it has, in order, and its ICE credentials.
/// Everything else is the media engine's business. Never throws, whatever the text.
/// </summary>
internal static class SdpLines
{
    public static IReadOnlyList<OfferedLine> Media(string sdp)
    {
        var lines = new List<OfferedLine>();
        var kind = "";
        foreach (var raw in sdp.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.StartsWith("m=", StringComparison.Ordinal))
            {
                var end = line.IndexOf(' ');
                kind = end < 0 ? "" : line[2..end].ToString();
                var isUnused = line[(end + 1)..].StartsWith("0 ", StringComparison.Ordinal);
                lines.Add(new OfferedLine(isUnused ? "" : kind, null));
            }
            else if (lines.Count > 0 && line.StartsWith("a=mid:", StringComparison.Ordinal))
            {
                lines[^1] = lines[^1] with { Mid = line[6..].ToString() };
            }
            else if (lines.Count > 0 && line.StartsWith("a=bundle-only", StringComparison.Ordinal))
            {
                // RFC 9143 section 6: here port 0 means "only within the bundle", not "unused".
                lines[^1] = lines[^1] with { Kind = kind };
            }
            else if (lines.Count > 0 && line.StartsWith("a=inactive", StringComparison.Ordinal))
            {
                lines[^1] = lines[^1] with { Kind = "" };
            }
        }

        return lines;
    }

    /// <summary>The value of the first such attribute anywhere; null when there is none.</summary>
    public static string? Attribute(string sdp, string name)
    {
        var prefix = $"a={name}:";
        foreach (var raw in sdp.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line[prefix.Length..].ToString();
            }
        }

        return null;
    }

    /// <summary>The same description with other ICE credentials.</summary>
    public static string WithCredentials(string sdp, string ufrag, string password) => string.Join(
        "\r\n",
        Lines(sdp).Select(line =>
            line.StartsWith("a=ice-ufrag:", StringComparison.Ordinal) ? "a=ice-ufrag:" + ufrag
            : line.StartsWith("a=ice-pwd:", StringComparison.Ordinal) ? "a=ice-pwd:" + password
            : line));

    /// <summary>What of an answer an ICE restart needs (RFC 8840): the credentials and candidates of the first m-line.</summary>
    public static string Fragment(string sdp)
    {
        var lines = Lines(sdp);
        var credentials = lines.Where(line => line.StartsWith("a=ice-ufrag:", StringComparison.Ordinal) || line.StartsWith("a=ice-pwd:", StringComparison.Ordinal));
        var media = lines.SkipWhile(line => !line.StartsWith("m=", StringComparison.Ordinal)).ToArray();
        var first = media.Take(1).Concat(media.Skip(1).TakeWhile(line => !line.StartsWith("m=", StringComparison.Ordinal)).Where(line =>
            line.StartsWith("a=mid:", StringComparison.Ordinal)
            || line.StartsWith("a=candidate:", StringComparison.Ordinal)
            || line.StartsWith("a=end-of-candidates", StringComparison.Ordinal)));
        return string.Join("\r\n", credentials.Distinct().Take(2).Append("a=ice-lite").Concat(first)) + "\r\n";
    }

    /// <summary>Where a line ends is the same everywhere, and as the media engine has it.</summary>
    private static List<string> Lines(string sdp)
    {
        var lines = new List<string>();
        foreach (var line in sdp.AsSpan().EnumerateLines())
        {
            lines.Add(line.TrimEnd().ToString());
        }

        return lines;
    }
}
