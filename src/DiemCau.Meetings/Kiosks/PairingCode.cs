using System.Security.Cryptography;

namespace DiemCau.Meetings.Kiosks;

/// <summary>
/// A code that is read at three metres and typed on any keyboard. No two of its letters and digits look alike, and none is a vowel, W or D, so that
/// Vietnamese typing by Telex or VNI makes nothing else of it. Eight of seventeen are 7·10⁹ codes: with all the open ones there may be, a guess hits
/// one in three million.
/// </summary>
internal static class PairingCode
{
    public const int Length = 8;

    private const string Letters = "CFGHJKMNPRTX34679";

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>What was typed, without spaces and dashes; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        var plain = new string([.. (typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '.')).Take(Length + 1)]).ToUpperInvariant();
        return plain.Length == Length && plain.All(Letters.Contains) ? plain : null;
    }
}
