using System.Buffers.Binary;

namespace DiemCau.Media.Tcp;

/// <summary>A datagram in a byte stream: two bytes of length, then its bytes (RFC 4571 section 2, RFC 6544 section 3).</summary>
internal static class IceTcpFrame
{
    public const int Header = 2;

    /// <summary>No datagram of WebRTC is longer; what claims to be is not ICE-TCP.</summary>
    public const int MaximumLength = 1500;

    /// <summary>Takes the first frame.</summary>
    /// <param name="consumed">Bytes of the stream that it is; 0 when it is not all there.</param>
    /// <returns>False when the stream cannot be followed any further.</returns>
    public static bool TryRead(ReadOnlySpan<byte> stream, out ReadOnlySpan<byte> datagram, out int consumed)
    {
        datagram = default;
        consumed = 0;
        if (stream.Length < Header)
        {
            return true;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(stream);
        if (length > MaximumLength)
        {
            return false;
        }

        if (stream.Length >= Header + length)
        {
            datagram = stream.Slice(Header, length);
            consumed = Header + length;
        }

        return true;
    }

    public static int Write(ReadOnlySpan<byte> datagram, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)datagram.Length);
        datagram.CopyTo(destination[Header..]);
        return Header + datagram.Length;
    }
}
