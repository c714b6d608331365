namespace DiemCau.Media.Rtp.Codecs;

internal enum VideoCodec : byte
{
    Unknown,
    Vp8,
    H264,
    Vp9,
    Av1,
}
