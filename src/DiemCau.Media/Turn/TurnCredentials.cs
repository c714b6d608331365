using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Media.Turn;

/// <summary>
/// Credentials that need no table: the username says until when it is good, the password is its HMAC. Whoever holds the secret can
/// check them (draft-uberti-behave-turn-rest, with SHA-256).
/// </summary>
/// <param name="secret">At least 32 random bytes.</param>
internal sealed class TurnCredentials(byte[] secret)
{
    public const string Realm = "diemcau";

    /// <summary>MD5, as RFC 8489 §9.2.2 has it.</summary>
    public const int KeyLength = 16;

    public const int MaximumUsername = 100;

    /// <param name="whom">Only to tell credentials apart; without a colon.</param>
    /// <param name="expires">Seconds since 1970.</param>
    public (string Username, string Password) Issue(string whom, long expires)
    {
        string username = string.Create(CultureInfo.InvariantCulture, $"{expires}:{whom}");
        return (username, Convert.ToBase64String(Password(Encoding.ASCII.GetBytes(username))));
    }

    /// <summary>The long-term key of a username of ours that has not run out.</summary>
    /// <param name="unixSeconds">Now.</param>
    /// <param name="key"><see cref="KeyLength"/> bytes.</param>
    public bool TryGetKey(ReadOnlySpan<byte> username, long unixSeconds, Span<byte> key)
    {
        if (username.Length > MaximumUsername
            || !Utf8Parser.TryParse(username, out long expires, out int digits)
            || digits >= username.Length || username[digits] != (byte)':'
            || expires < unixSeconds)
        {
            return false;
        }

        ComputeKey(username, Encoding.ASCII.GetBytes(Convert.ToBase64String(Password(username))), key);
        return true;
    }

    [SuppressMessage(
        "Security", "CA5351", Justification = "RFC 8489 §9.2.2: the key of long-term credentials is an MD5; what it keys is an HMAC.")]
    public static void ComputeKey(ReadOnlySpan<byte> username, ReadOnlySpan<byte> password, Span<byte> key)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(username);
        md5.AppendData(":"u8);
        md5.AppendData(Encoding.ASCII.GetBytes(Realm));
        md5.AppendData(":"u8);
        md5.AppendData(password);
        md5.GetHashAndReset(key);
    }

    private byte[] Password(ReadOnlySpan<byte> username) => HMACSHA256.HashData(secret, username);
}
