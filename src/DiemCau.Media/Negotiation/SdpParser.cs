using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DiemCau.Media.Negotiation;

/// <summary>
/// Reads a session description line by line. Nothing depends on the order of attributes inside a section (Firefox writes fmtp before
/// rtpmap and its fingerprint at session level); what is not understood is skipped, what is broken beyond use makes the parse fail.
/// </summary>
internal static class SdpParser
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out SdpDescription? description)
    {
        description = null;
        if (text is null || text.Length > SdpLimits.Characters)
        {
            return false;
        }

        var session = new SdpSection();
        var current = session;
        var lines = new List<SdpMediaSection>();
        string? sessionId = null;
        ulong version = 0;
        var isFirst = true;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (raw.IsEmpty)
            {
                continue;
            }

            if (raw.Length > SdpLimits.LineCharacters || raw.Length < 2 || raw[1] != '=')
            {
                return false;
            }

            var value = raw[2..].TrimEnd();
            if (isFirst)
            {
                if (raw[0] != 'v' || value is not "0")
                {
                    return false;
                }

                isFirst = false;
                continue;
            }

            switch (raw[0])
            {
                case 'o' when sessionId is null:
                    if (!TryReadOrigin(value, out sessionId, out version))
                    {
                        return false;
                    }

                    break;
                case 'm':
                    if (lines.Count == SdpLimits.MediaLines || !SdpMediaSection.TryParse(value, out var section))
                    {
                        return false;
                    }

                    lines.Add(section);
                    current = section;
                    break;
                case 'a':
                    current.OnAttribute(value);
                    break;
            }
        }

        if (isFirst || sessionId is null)
        {
            return false;
        }

        var media = new MediaLine[lines.Count];
        for (var i = 0; i < media.Length; i++)
        {
            media[i] = lines[i].ToMediaLine(i, session);
        }

        description = new SdpDescription
        {
            SessionId = sessionId,
            SessionVersion = version,
            Media = media,
            Bundle = session.Bundle,
            IceLite = session.IceLite,
            AllowsMixedExtensions = session.AllowsMixedExtensions || lines.Exists(static line => line.AllowsMixedExtensions),
            IceOptions = [.. session.IceOptions.Concat(lines.SelectMany(line => line.IceOptions)).Distinct()],
        };
        return true;
    }

    private static bool TryReadOrigin(ReadOnlySpan<char> value, out string? sessionId, out ulong version)
    {
        sessionId = null;
        version = 0;
        var words = new SdpWords(value);
        words.Next();
        var id = words.Next();
        // Some senders write versions beyond 64 bits; the number is only for people, so 0 does.
        _ = ulong.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out version);
        sessionId = id.Length is > 0 and <= 64 ? id.ToString() : null;
        return sessionId is not null;
    }
}
