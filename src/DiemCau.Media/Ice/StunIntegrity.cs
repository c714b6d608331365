using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace DiemCau.Media.Ice;

internal static class StunIntegrity
{
    [SuppressMessage("Security", "CA5350", Justification = "RFC 8445 §7.1 knows only HMAC-SHA1, and HMAC does not need collision resistance.")]
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> code) =>
        HMACSHA1.HashData(key, message, code);
}
