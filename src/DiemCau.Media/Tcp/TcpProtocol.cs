using System.Buffers.Binary;
using DiemCau.Media.Ice;

namespace DiemCau.Media.Tcp;

/// <summary>What a TCP connection, or what is inside its TLS, turns out to be.</summary>
public enum TcpProtocol
{
    /// <summary>Too few bytes to tell; ten are always enough.</summary>
    Undecided,

    /// <summary>Not media: TLS, HTTP or anything else.</summary>
    Foreign,

    /// <summary>A WebRTC client's own packets, framed by RFC 4571 (RFC 6544).</summary>
    IceTcp,

    /// <summary>RFC 8656 over TCP.</summary>
    Turn,
}

/// <summary>Tells media from everything else by a connection's first bytes.</summary>
public static class TcpSniffer
{
    /// <summary>High byte of the longest length prefix that a check may have; TLS begins with 22, HTTP with a letter.</summary>
    private const byte LargestFirst = StunMessage.MaximumLength >> 8;

    private const int FrameHeader = 2;
    private const int CookieOffset = 4;

    /// <summary>
    /// Both protocols start with a STUN request, whose cookie is four bytes in; ICE-TCP has a length of two bytes before it.
    /// </summary>
    public static TcpProtocol Recognise(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty)
        {
            return TcpProtocol.Undecided;
        }

        if (first[0] > LargestFirst)
        {
            return TcpProtocol.Foreign;
        }

        if (HasCookie(first, CookieOffset))
        {
            return TcpProtocol.Turn;
        }

        return first.Length < FrameHeader + CookieOffset + sizeof(uint) ? TcpProtocol.Undecided
            : HasCookie(first, FrameHeader + CookieOffset) ? TcpProtocol.IceTcp : TcpProtocol.Foreign;
    }

    private static bool HasCookie(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length >= at + sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) == StunMessage.MagicCookie;
}
