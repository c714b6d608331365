namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// The numbers of a picture as a receiver sees them, of any codec; kept with a sent packet for its retransmission. Named as in VP8's
/// payload descriptor (RFC 7741); VP9 has no KEYIDX, and of dependency descriptors <see cref="DependencyNumbers"/> are held in the same
/// four bytes.
/// </summary>
internal readonly record struct PictureNumbers(ushort PictureId, byte Tl0PicIdx, byte KeyIdx);
