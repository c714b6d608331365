using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace DiemCau.Server.Security;

/// <summary>Wraps secrets with a passphrase: PBKDF2 (RFC 8018) for the key, AES-256-GCM for the secret.</summary>
/// <param name="passphrase">As the file has it, without the line's end.</param>
internal sealed class PassphraseKey(string passphrase)
{
    private const string Name = "wrapped";
    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Rounds = 600_000; // OWASP, Password Storage Cheat Sheet, for SHA-256; SHA-512 is slower yet
    private const int MostRounds = 10_000_000;

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltLength);
    private readonly Dictionary<string, byte[]> _keys = [];
    private readonly Lock _deriving = new();

    public XElement Wrap(XElement secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret.ToString(SaveOptions.DisableFormatting));
        var (nonce, tag, hidden) = (RandomNumberGenerator.GetBytes(NonceLength), new byte[TagLength], new byte[plain.Length]);
        using var cipher = new AesGcm(KeyOf(_salt, Rounds), TagLength);
        cipher.Encrypt(nonce, plain, hidden, tag);
        CryptographicOperations.ZeroMemory(plain);
        return new XElement(
            Name,
            new XAttribute("salt", Convert.ToBase64String(_salt)),
            new XAttribute("rounds", Rounds),
            new XAttribute("nonce", Convert.ToBase64String(nonce)),
            new XAttribute("tag", Convert.ToBase64String(tag)),
            Convert.ToBase64String(hidden));
    }

    /// <exception cref="CryptographicException">Another passphrase, or not what was wrapped.</exception>
    public XElement Unwrap(XElement wrapped)
    {
        var rounds = (int?)wrapped.Attribute("rounds") ?? 0;
        if (rounds is < 1 or > MostRounds)
        {
            throw new CryptographicException("Not a wrapped key.");
        }

        var hidden = Convert.FromBase64String(wrapped.Value);
        var plain = new byte[hidden.Length];
        using var cipher = new AesGcm(KeyOf(Bytes(wrapped, "salt"), rounds), TagLength);
        cipher.Decrypt(Bytes(wrapped, "nonce"), hidden, Bytes(wrapped, "tag"), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static byte[] Bytes(XElement wrapped, string attribute) => Convert.FromBase64String((string?)wrapped.Attribute(attribute) ?? "");

    /// <summary>Once for each salt: deriving takes a good part of a second, as it is meant to.</summary>
    private byte[] KeyOf(byte[] salt, int rounds)
    {
        lock (_deriving)
        {
            var name = $"{rounds}:{Convert.ToBase64String(salt)}";
            return _keys.TryGetValue(name, out var known)
                ? known
                : _keys[name] = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA512, KeyLength);
        }
    }
}
