using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Srtp;

/// <summary>Session keys out of a master key: AES-CM as pseudo-random function, key derivation rate 0 (RFC 3711 §4.3, RFC 7714 §11).</summary>
internal static class SrtpKeyDerivation
{
    public const byte RtpEncryption = 0;
    public const byte RtpAuthentication = 1;
    public const byte RtpSalt = 2;
    public const byte RtcpEncryption = 3;
    public const byte RtcpAuthentication = 4;
    public const byte RtcpSalt = 5;

    public static void Derive(ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, byte label, Span<byte> key)
    {
        // x = label * 2^48 XOR salt, as the upper 112 bits of the counter block. The 96-bit salt of GCM is padded on the right.
        Span<byte> iv = stackalloc byte[16];
        iv.Clear();
        masterSalt.CopyTo(iv);
        iv[7] ^= label;
        key.Clear();
        using var cipher = CipherContext.Ctr(masterKey);
        cipher.ApplyCtr(iv, key);
    }
}
