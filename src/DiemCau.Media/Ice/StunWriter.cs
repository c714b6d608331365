using System.Buffers.Binary;
using System.Text;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// Writes a STUN message into a caller's bytes. Attributes first, then <see cref="AddIntegrity"/>, then <see cref="Finish"/>.
/// Too little room is a bug of the caller and throws.
/// </summary>
internal ref struct StunWriter
{
    private readonly Span<byte> _bytes;
    private int _length;

    /// <param name="transactionId">12 bytes.</param>
    public StunWriter(Span<byte> destination, StunClass @class, scoped ReadOnlySpan<byte> transactionId, int method = StunMessage.Binding)
    {
        _bytes = destination;
        _length = StunMessage.HeaderLength;
        int type = (method & 0x0F) | ((method & 0x70) << 1) | ((method & 0xF80) << 2) | (((int)@class & 1) << 4) | (((int)@class & 2) << 7);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes, (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], StunMessage.MagicCookie);
        transactionId[..12].CopyTo(_bytes[8..]);
    }

    public void Add(ushort type, scoped ReadOnlySpan<byte> value) => value.CopyTo(Attribute(type, value.Length));

    public void Add(ushort type, uint value) => BinaryPrimitives.WriteUInt32BigEndian(Attribute(type, 4), value);

    public void Add(ushort type, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Attribute(type, 8), value);

    public void AddUsername(string receiverUfrag, string senderUfrag)
    {
        Span<byte> value = Attribute(StunAttribute.Username, receiverUfrag.Length + 1 + senderUfrag.Length);
        Encoding.ASCII.GetBytes(receiverUfrag, value);
        value[receiverUfrag.Length] = (byte)':';
        Encoding.ASCII.GetBytes(senderUfrag, value[(receiverUfrag.Length + 1)..]);
    }

    public void AddXorMappedAddress(in PeerAddress endpoint) => AddXorAddress(StunAttribute.XorMappedAddress, endpoint);

    public void AddXorAddress(ushort type, in PeerAddress endpoint)
    {
        Span<byte> address = stackalloc byte[16];
        endpoint.CopyAddressTo(address);
        bool v4 = endpoint.IsIPv4;
        address = v4 ? address[12..] : address;
        Span<byte> value = Attribute(type, 4 + address.Length);
        value[1] = v4 ? (byte)1 : (byte)2;
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(endpoint.Port ^ (StunMessage.MagicCookie >> 16)));
        for (int i = 0; i < address.Length; i++)
        {
            value[4 + i] = (byte)(address[i] ^ _bytes[4 + i]);
        }
    }

    public void AddErrorCode(int code, scoped ReadOnlySpan<byte> reason)
    {
        Span<byte> value = Attribute(StunAttribute.ErrorCode, 4 + reason.Length);
        value[2] = (byte)(code / 100);
        value[3] = (byte)(code % 100);
        reason.CopyTo(value[4..]);
    }

    public void AddUnknownAttributes(scoped ReadOnlySpan<ushort> types)
    {
        Span<byte> value = Attribute(StunAttribute.UnknownAttributes, types.Length * 2);
        for (int i = 0; i < types.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(value[(i * 2)..], types[i]);
        }
    }

    public void AddIntegrity(scoped ReadOnlySpan<byte> key)
    {
        int before = _length;
        Span<byte> value = Attribute(StunAttribute.MessageIntegrity, StunMessage.IntegrityLength);
        WriteLength();
        StunIntegrity.Compute(key, _bytes[..before], value);
    }

    /// <summary>Adds FINGERPRINT and returns the message's length.</summary>
    public int Finish()
    {
        int before = _length;
        Span<byte> value = Attribute(StunAttribute.Fingerprint, 4);
        WriteLength();
        BinaryPrimitives.WriteUInt32BigEndian(value, Crc32.Compute(_bytes[..before]) ^ StunMessage.FingerprintMask);
        return _length;
    }

    /// <summary>Returns the message's length, without FINGERPRINT: on TCP nothing else is to be told from it.</summary>
    public readonly int FinishPlainly()
    {
        WriteLength();
        return _length;
    }

    private Span<byte> Attribute(ushort type, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[_length..], type);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[(_length + 2)..], (ushort)length);
        int padded = (length + 3) & ~3;
        Span<byte> value = _bytes.Slice(_length + 4, padded);
        value.Clear();
        _length += 4 + padded;
        return value[..length];
    }

    private readonly void WriteLength() => BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], (ushort)(_length - StunMessage.HeaderLength));
}
