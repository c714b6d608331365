using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>
/// Time-based one-time passwords as every authenticator app makes them: RFC 6238 over RFC 4226 with HMAC-SHA1, 30 s, six digits.
/// </summary>
internal static class Totp
{
    public const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int CodeRange = 1_000_000;
    // RFC 6238 section 5.2: one step either way for slow typing and clocks that differ.
    private const int Drift = 1;

    /// <summary>The time step in which the code is right and which is later than <paramref name="lastStep"/>; null when there is none.</summary>
    public static long? Accept(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        if (code.Length != 6 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var given))
        {
            return null;
        }

        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = Math.Max(current - Drift, lastStep + 1); step <= current + Drift; step++)
        {
            if (At(secret, step) == given)
            {
                return step;
            }
        }

        return null;
    }

    public static int At(ReadOnlySpan<byte> secret, DateTimeOffset now) => At(secret, now.ToUnixTimeSeconds() / StepSeconds);

    // RFC 4226 section 5.3: dynamic truncation.
    private static int At(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // authenticator apps know SHA-1 only; as HMAC it is not broken
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0x0f;
        return (int)((BinaryPrimitives.ReadUInt32BigEndian(mac[offset..]) & 0x7fff_ffff) % CodeRange);
    }
}
