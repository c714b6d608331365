using System.Buffers.Binary;

namespace DiemCau.Media.Ice;

/// <summary>Walks the attributes of a message whose lengths <see cref="StunMessage.TryParse"/> has checked.</summary>
internal ref struct StunAttributeReader(ReadOnlySpan<byte> message)
{
    private const int AttributeHeader = 4;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _at = StunMessage.HeaderLength;

    public bool TryRead(out ushort type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (_at >= _message.Length)
        {
            return false;
        }

        type = BinaryPrimitives.ReadUInt16BigEndian(_message[_at..]);
        int length = BinaryPrimitives.ReadUInt16BigEndian(_message[(_at + 2)..]);
        if (type is StunAttribute.MessageIntegrity or StunAttribute.Fingerprint)
        {
            _at = _message.Length;
            return false;
        }

        value = _message.Slice(_at + AttributeHeader, length);
        _at += AttributeHeader + ((length + 3) & ~3);
        return true;
    }
}
