using System.Buffers.Binary;
using DiemCau.Media.Ice;

namespace DiemCau.Media.Turn;

internal enum TurnFrameKind : byte
{
    /// <summary>More bytes are needed to see the whole frame.</summary>
    Incomplete,

    /// <summary>No TURN client sends this; the stream cannot be followed any further.</summary>
    Malformed,

    Stun,

    /// <summary>The payload of a bound channel.</summary>
    ChannelData,
}

/// <summary>
/// Cuts a byte stream into what a TURN client says: STUN messages and ChannelData, which over TCP is padded to four bytes (RFC 8656 §12.5).
/// </summary>
internal readonly ref struct TurnFrame
{
    public const int ChannelHeader = 4;
    public const ushort FirstChannel = 0x4000;
    public const ushort LastChannel = 0x4FFF;

    /// <summary>No datagram of WebRTC is longer (its path MTU is an Ethernet's).</summary>
    public const int MaximumPayload = 1500;

    private TurnFrame(TurnFrameKind kind, ReadOnlySpan<byte> content, ushort channel, int consumed)
    {
        Kind = kind;
        Content = content;
        Channel = channel;
        Consumed = consumed;
    }

    public TurnFrameKind Kind { get; }

    /// <summary>The whole STUN message, or the payload of the channel.</summary>
    public ReadOnlySpan<byte> Content { get; }

    public ushort Channel { get; }

    /// <summary>Bytes of the stream that this frame is; 0 if it is not there yet.</summary>
    public int Consumed { get; }

    public static TurnFrame Read(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < ChannelHeader)
        {
            return default;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(stream[2..]);
        if (stream[0] <= 3)
        {
            int whole = StunMessage.HeaderLength + length;
            return (length & 3) != 0 || whole > StunMessage.MaximumLength ? Malformed
                : stream.Length < whole ? default
                : new TurnFrame(TurnFrameKind.Stun, stream[..whole], 0, whole);
        }

        ushort channel = BinaryPrimitives.ReadUInt16BigEndian(stream);
        if (channel is < FirstChannel or > LastChannel || length > MaximumPayload)
        {
            return Malformed;
        }

        int padded = ChannelHeader + ((length + 3) & ~3);
        return stream.Length < padded
            ? default
            : new TurnFrame(TurnFrameKind.ChannelData, stream.Slice(ChannelHeader, length), channel, padded);
    }

    /// <summary>Writes a ChannelData message with its padding.</summary>
    public static int WriteChannelData(ushort channel, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, channel);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payload.Length);
        payload.CopyTo(destination[ChannelHeader..]);
        int padded = (payload.Length + 3) & ~3;
        destination[(ChannelHeader + payload.Length)..(ChannelHeader + padded)].Clear();
        return ChannelHeader + padded;
    }

    private static TurnFrame Malformed => new(TurnFrameKind.Malformed, default, 0, 0);
}
