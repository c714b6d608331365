using DiemCau.Media.Rtp;

namespace DiemCau.Media.Transports.WebRtc;

internal enum DatagramKind { Unknown, Stun, Dtls, Rtp, Rtcp }

/// <summary>Tells what a datagram is by its first bytes (RFC 7983; RTP from RTCP by RFC 5761 section 4).</summary>
internal static class Demultiplexer
{
    public static DatagramKind Classify(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 12)
        {
            return DatagramKind.Unknown;
        }

        return datagram[0] switch
        {
            <= 3 => DatagramKind.Stun,
            >= 20 and <= 63 => DatagramKind.Dtls,
            >= 128 and <= 191 => RtpHeader.LooksLikeRtcp(datagram) ? DatagramKind.Rtcp : DatagramKind.Rtp,
            _ => DatagramKind.Unknown,
        };
    }
}
