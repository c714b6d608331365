namespace DiemCau.Media.Routing;

/// <summary>
/// Makes the packets of a frame equally long by a few bytes of padding (RFC 3550 section 5.1). Browsers cut a frame into parts that differ
/// by a byte, the longer ones last; the kernel takes packets as one message only if all but the last are of one length, and a message
/// costs more than the crypto of all its packets.
/// </summary>
internal static class EqualLengths
{
    /// <summary>A percent of a packet: more would be felt by the line rather than by the processor.</summary>
    private const int MostPadding = 12;

    /// <summary>Sets <see cref="RoutedPacket.Padding"/> of a burst's packets; a frame's last one may be shorter.</summary>
    public static void Pad(Span<RoutedPacket> burst)
    {
        for (int first = 0, end; first < burst.Length; first = end)
        {
            int longest = 0;
            for (end = first; end < burst.Length && burst[end].Timestamp == burst[first].Timestamp; end++)
            {
                longest = Math.Max(longest, burst[end].PayloadLength);
            }

            for (var i = first; i < end - 1; i++)
            {
                var missing = longest - burst[i].PayloadLength;
                if (missing is > 0 and <= MostPadding && !burst[i].IsPaddingOnly)
                {
                    burst[i] = burst[i] with { Padding = (byte)missing };
                }
            }
        }
    }
}
