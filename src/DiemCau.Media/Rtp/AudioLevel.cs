namespace DiemCau.Media.Rtp;

/// <summary>The ssrc-audio-level extension (RFC 6464).</summary>
/// <param name="Voice">The sender believes this is speech; only meaningful when it offered vad=on.</param>
/// <param name="Level">−dBov: 0 is the loudest, 127 is silence.</param>
internal readonly record struct AudioLevel(bool Voice, byte Level)
{
    public static bool TryParse(ReadOnlySpan<byte> value, out AudioLevel level)
    {
        level = default;
        if (value.IsEmpty)
        {
            return false;
        }

        level = new AudioLevel((value[0] & 0x80) != 0, (byte)(value[0] & 0x7F));
        return true;
    }
}
