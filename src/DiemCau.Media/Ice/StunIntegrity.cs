using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Ice;

/// <summary>
/// MESSAGE-INTEGRITY's HMAC-SHA1 (RFC 8489 §14.5). By OpenSSL directly: .NET's one-shot allocates some 120 bytes a call, and a flood of
/// checks from strangers must not make garbage.
/// </summary>
internal static class StunIntegrity
{
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> code) =>
        HmacSha1.ComputeOnce(key, message, code);
}
