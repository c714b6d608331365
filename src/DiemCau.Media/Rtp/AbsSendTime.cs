namespace DiemCau.Media.Rtp;

/// <summary>The abs-send-time extension: 24 bits, 6.18 fixed-point seconds, wrapping every 64 s.</summary>
internal static class AbsSendTime
{
    private const long Period = 64_000_000;

    public static uint FromMicros(long micros) => (uint)((((micros % Period) << 18) / 1_000_000) & 0xFFFFFF);

    public static bool TryRead(ReadOnlySpan<byte> value, out uint ticks)
    {
        ticks = 0;
        if (value.Length != 3)
        {
            return false;
        }

        ticks = (uint)((value[0] << 16) | (value[1] << 8) | value[2]);
        return true;
    }
}
