using System.Security.Cryptography;

namespace DiemCau.Media.Dtls;

/// <summary>Certificate fingerprints as a=fingerprint writes them (RFC 8122 §5).</summary>
internal static class DtlsFingerprint
{
    public static string Format(ReadOnlySpan<byte> digest) =>
        string.Create(digest.Length * 3 - 1, digest, static (text, bytes) =>
        {
            const string Hex = "0123456789ABCDEF";
            for (int i = 0; i < bytes.Length; i++)
            {
                text[i * 3] = Hex[bytes[i] >> 4];
                text[(i * 3) + 1] = Hex[bytes[i] & 15];
                if (i + 1 < bytes.Length)
                {
                    text[(i * 3) + 2] = ':';
                }
            }
        });

    /// <summary>Bytes of a digest of the hash functions that are compared; 0 for others.</summary>
    public static int LengthOf(string hash) => hash switch
    {
        "sha-256" => SHA256.HashSizeInBytes,
        "sha-384" => SHA384.HashSizeInBytes,
        "sha-512" => SHA512.HashSizeInBytes,
        _ => 0,
    };

    /// <summary>Whether a certificate has the fingerprint. False for hash functions too weak to trust: MD5 and SHA-1.</summary>
    public static bool Matches(ReadOnlySpan<byte> certificate, string hash, string fingerprint)
    {
        if (certificate.IsEmpty)
        {
            return false;
        }

        byte[]? digest = hash.ToLowerInvariant() switch
        {
            "sha-256" => SHA256.HashData(certificate),
            "sha-384" => SHA384.HashData(certificate),
            "sha-512" => SHA512.HashData(certificate),
            _ => null,
        };
        return digest is not null && string.Equals(Format(digest), fingerprint, StringComparison.OrdinalIgnoreCase);
    }
}
