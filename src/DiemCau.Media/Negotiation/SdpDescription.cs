namespace DiemCau.Media.Negotiation;

/// <summary>A parsed session description (RFC 8866), read the way WebRTC uses it (RFC 9429).</summary>
internal sealed class SdpDescription
{
    public required string SessionId { get; init; }

    public required ulong SessionVersion { get; init; }

    public required IReadOnlyList<MediaLine> Media { get; init; }

    /// <summary>Mids of the first BUNDLE group in its order; empty without one.</summary>
    public required IReadOnlyList<string> Bundle { get; init; }

    public required bool IceLite { get; init; }

    public required IReadOnlyList<string> IceOptions { get; init; }

    /// <summary>Said for the session or for any m-line: whoever can read the two-byte form can read it everywhere.</summary>
    public required bool AllowsMixedExtensions { get; init; }

    public MediaLine? Find(string mid)
    {
        foreach (var line in Media)
        {
            if (line.Mid == mid)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>False when the text is not a session description or exceeds <see cref="SdpLimits"/>. Never throws.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SdpDescription? description) =>
        SdpParser.TryParse(text, out description);
}

/// <summary>Bounds of what is read at all; an offer of a phone or a PC with 20 m-lines is about 60 KB.</summary>
internal static class SdpLimits
{
    public const int Characters = 200_000;
    public const int MediaLines = 64;
    public const int LineCharacters = 4_096;
    public const int FormatsPerLine = 128;
    public const int SourcesPerLine = 32;
    public const int RidsPerLine = 8;
    public const int CandidatesPerLine = 64;
}
