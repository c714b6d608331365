namespace DiemCau.Media.Rtp.Codecs;

/// <summary>AV1 payloads (RTP Payload Format for AV1 v1.0, section 4.4: the aggregation header).</summary>
internal static class Av1
{
    private const int SequenceHeader = 1;

    /// <summary>
    /// The N bit marks the first packet of a coded video sequence, which is a key frame with its sequence header. Senders that do not
    /// set it are found by an OBU that is a sequence header at the start of the packet.
    /// </summary>
    public static FrameInfo Inspect(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            return default;
        }

        var continues = (payload[0] & 0x80) != 0;
        var isKeyFrame = !continues && ((payload[0] & 0x08) != 0 || FirstObuType(payload) == SequenceHeader);
        return new(isKeyFrame, !continues, 0, 0, 0, 0);
    }

    private static int FirstObuType(ReadOnlySpan<byte> payload)
    {
        var at = 1;
        // W = 1 means a single element without a length before it.
        if (((payload[0] >> 4) & 3) != 1)
        {
            while (at < payload.Length && (payload[at] & 0x80) != 0)
            {
                at++;
            }

            at++;
        }

        return at < payload.Length ? (payload[at] >> 3) & 0x0F : -1;
    }
}
