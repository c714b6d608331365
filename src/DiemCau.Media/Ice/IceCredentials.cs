using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Media.Ice;

/// <summary>
/// A username fragment and password (RFC 8445 §5.3). Our own fragments are a random 64-bit key in base 64, so that
/// a packet's USERNAME leads to its transport by one integer, without a string being made.
/// </summary>
internal readonly record struct IceCredentials(string Ufrag, string Password)
{
    private const string IceCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const int UfragLength = 11; // 11 × 6 bits hold 64
    private const int PasswordLength = 24; // 144 bits; at least 128 are asked for

    /// <summary>The key inside the fragment of credentials that <see cref="Generate"/> made.</summary>
    public ulong UfragKey
    {
        get
        {
            Span<byte> ufrag = stackalloc byte[UfragLength];
            return Encoding.ASCII.TryGetBytes(Ufrag, ufrag, out int length) && TryParseUfrag(ufrag[..length], out ulong key)
                ? key
                : throw new InvalidOperationException("These are a peer's credentials.");
        }
    }

    public static IceCredentials Generate()
    {
        Span<byte> random = stackalloc byte[PasswordLength];
        RandomNumberGenerator.Fill(random);
        Span<char> password = stackalloc char[PasswordLength];
        for (int i = 0; i < password.Length; i++)
        {
            password[i] = IceCharacters[random[i] & 63];
        }

        RandomNumberGenerator.Fill(random[..8]);
        return new IceCredentials(Encode(BitConverter.ToUInt64(random)), password.ToString());
    }

    /// <summary>The key inside a fragment of our own making.</summary>
    public static bool TryParseUfrag(ReadOnlySpan<byte> ufrag, out ulong key)
    {
        key = 0;
        if (ufrag.Length != UfragLength)
        {
            return false;
        }

        for (int i = 0; i < ufrag.Length; i++)
        {
            int digit = IceCharacters.IndexOf((char)ufrag[i], StringComparison.Ordinal);
            if (digit < 0 || (i == 0 && digit > 15))
            {
                return false; // the first digit holds the top 4 bits only
            }

            key = (key << 6) | (uint)digit;
        }

        return true;
    }

    public override string ToString() => $"IceCredentials {{ {Ufrag} }}";

    private static string Encode(ulong key) => string.Create(UfragLength, key, static (text, value) =>
    {
        for (int i = text.Length - 1; i >= 0; i--, value >>= 6)
        {
            text[i] = IceCharacters[(int)(value & 63)];
        }
    });
}
