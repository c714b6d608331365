namespace DiemCau.Media.Srtp;

/// <summary>The protection profiles offered, by their numbers in the use_srtp extension (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
internal enum SrtpProfile
{
    Aes128CmHmacSha1_80 = 0x0001,
    AeadAes128Gcm = 0x0007,
}

internal static class SrtpProfileSizes
{
    public const int KeyLength = 16;

    extension(SrtpProfile profile)
    {
        /// <summary>Bytes of master salt.</summary>
        public int SaltLength => profile == SrtpProfile.AeadAes128Gcm ? 12 : 14;

        /// <summary>Bytes that protecting appends to an RTP packet.</summary>
        public int TagLength => profile == SrtpProfile.AeadAes128Gcm ? 16 : 10;
    }
}
