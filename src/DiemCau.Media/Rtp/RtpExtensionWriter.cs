using System.Buffers.Binary;

namespace DiemCau.Media.Rtp;

/// <summary>
/// Appends a header extension to a header written by <see cref="RtpHeader.Write"/> (RFC 8285). The one-byte form is used unless the
/// caller asks for the two-byte one, which ids above 14 and empty values need and the client must have offered (extmap-allow-mixed).
/// </summary>
internal ref struct RtpExtensionWriter
{
    /// <summary>Bytes of a value; longer ones need the two-byte form (RFC 8285 section 4.2).</summary>
    public const int LongestOneByteValue = 16;

    private readonly Span<byte> _packet;
    private readonly int _headerLength;
    private readonly bool _twoByte;
    private int _position;

    /// <param name="headerLength">What <see cref="RtpHeader.Write"/> returned.</param>
    public RtpExtensionWriter(Span<byte> packet, int headerLength, bool twoByte = false)
    {
        _packet = packet;
        _headerLength = headerLength;
        _twoByte = twoByte;
        _position = headerLength + 4;
    }

    /// <returns>False when id or length does not fit the form, or nothing is left of the buffer; then nothing was written.</returns>
    public bool Add(byte id, scoped ReadOnlySpan<byte> value)
    {
        if (!TryReserve(id, value.Length, out var slot))
        {
            return false;
        }

        value.CopyTo(slot);
        return true;
    }

    /// <summary>
    /// Makes room for a value that is filled in later, such as the transport-wide sequence number stamped at the actual send.
    /// </summary>
    public bool TryReserve(byte id, int length, out Span<byte> value)
    {
        value = default;
        var head = _twoByte ? 2 : 1;
        var fits = _twoByte ? id != 0 && length <= 255 : id is >= 1 and <= 14 && length is >= 1 and <= LongestOneByteValue;
        // Three bytes are kept for the padding to a multiple of four.
        if (!fits || _position + head + length + 3 > _packet.Length)
        {
            return false;
        }

        if (_twoByte)
        {
            _packet[_position++] = id;
            _packet[_position++] = (byte)length;
        }
        else
        {
            _packet[_position++] = (byte)((id << 4) | (length - 1));
        }

        value = _packet.Slice(_position, length);
        _position += length;
        return true;
    }

    /// <summary>RFC 6464: level in −dBov (0 loudest, 127 silence).</summary>
    public bool AddAudioLevel(byte id, bool voice, byte level) => Add(id, [(byte)((voice ? 0x80 : 0) | (level & 0x7F))]);

    /// <summary>24 bits of 6.18 fixed-point seconds.</summary>
    public bool AddAbsSendTime(byte id, long now)
    {
        var ticks = AbsSendTime.FromMicros(now);
        return Add(id, [(byte)(ticks >> 16), (byte)(ticks >> 8), (byte)ticks]);
    }

    public bool AddTransportSequence(byte id, ushort sequence) => Add(id, [(byte)(sequence >> 8), (byte)sequence]);

    /// <returns>The whole header's length; the extension's own header is written only when something was added.</returns>
    public int Finish()
    {
        if (_position == _headerLength + 4)
        {
            return _headerLength;
        }

        while ((_position - _headerLength) % 4 != 0)
        {
            _packet[_position++] = 0;
        }

        _packet[0] |= 0x10;
        BinaryPrimitives.WriteUInt16BigEndian(_packet[_headerLength..], _twoByte ? (ushort)0x1000 : (ushort)0xBEDE);
        BinaryPrimitives.WriteUInt16BigEndian(_packet[(_headerLength + 2)..], (ushort)((_position - _headerLength - 4) / 4));
        return _position;
    }
}
