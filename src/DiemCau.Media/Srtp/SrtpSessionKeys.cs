using System.Security.Cryptography;
using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Srtp;

/// <summary>The keys one direction works with, for RTP or for RTCP.</summary>
/// <param name="Authentication">20 bytes; empty for GCM.</param>
internal readonly record struct SrtpSessionKeys(byte[] Encryption, byte[] Salt, byte[] Authentication)
{
    private const byte RtcpLabels = 3; // RFC 3711 §4.3.2: 0, 1, 2 for RTP and 3, 4, 5 for RTCP

    public static SrtpSessionKeys ForRtp(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        Derive(profile, masterKey, masterSalt, firstLabel: 0);

    public static SrtpSessionKeys ForRtcp(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        Derive(profile, masterKey, masterSalt, RtcpLabels);

    public void Clear()
    {
        CryptographicOperations.ZeroMemory(Encryption);
        CryptographicOperations.ZeroMemory(Salt);
        CryptographicOperations.ZeroMemory(Authentication);
    }

    public override string ToString() => nameof(SrtpSessionKeys);

    private static SrtpSessionKeys Derive(
        SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, byte firstLabel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(masterKey.Length, SrtpProfileSizes.KeyLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(masterSalt.Length, profile.SaltLength);
        using var cipher = CipherContext.Ctr(masterKey);
        return new SrtpSessionKeys(
            Key(cipher, masterSalt, firstLabel, SrtpProfileSizes.KeyLength),
            Key(cipher, masterSalt, (byte)(firstLabel + 2), profile.SaltLength),
            Key(cipher, masterSalt, (byte)(firstLabel + 1), profile == SrtpProfile.AeadAes128Gcm ? 0 : HmacSha1.Length));
    }

    /// <summary>AES-CM as pseudo-random function, key derivation rate 0 (RFC 3711 §4.3, RFC 7714 §11).</summary>
    private static byte[] Key(CipherContext cipher, ReadOnlySpan<byte> masterSalt, byte label, int length)
    {
        // label * 2^48 XOR salt are the upper 112 bits of the counter block. The 96-bit salt of GCM is padded on the right.
        Span<byte> iv = stackalloc byte[16];
        iv.Clear();
        masterSalt.CopyTo(iv);
        iv[7] ^= label;
        var key = new byte[length];
        cipher.ApplyCtr(iv, key);
        return key;
    }
}
