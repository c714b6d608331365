namespace DiemCau.Media.Rtp;

/// <summary>NTP timestamps of sender reports: 32.32 fixed-point seconds (RFC 3550 section 4).</summary>
internal static class NtpTime
{
    /// <summary>
    /// The server's monotonic clock as an NTP timestamp. RFC 3550 allows any clock here: receivers compare our reports only with one
    /// another.
    /// </summary>
    public static ulong FromMicros(long micros)
    {
        var seconds = (ulong)(micros / 1_000_000);
        var fraction = (((ulong)(micros % 1_000_000) << 32) + 500_000) / 1_000_000;
        return (seconds << 32) + fraction;
    }

    public static long ToMicros(ulong ntp) =>
        ((long)(ntp >> 32) * 1_000_000) + (long)((((ntp & 0xFFFF_FFFF) * 1_000_000) + 0x8000_0000) >> 32);

    /// <summary>The middle 32 bits (16.16 seconds), as in LSR.</summary>
    public static uint Middle(ulong ntp) => (uint)(ntp >> 16);

    /// <summary>1/65536 s to microseconds, as in DLSR.</summary>
    public static long FromShort(uint units) => (long)units * 1_000_000 >> 16;

    public static uint ToShort(long micros) => (uint)Math.Clamp((micros << 16) / 1_000_000, 0, uint.MaxValue);
}
