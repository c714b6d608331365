namespace DiemCau.Media.Rtp.Codecs;

/// <summary>Writes bits, the most significant first, over what is there.</summary>
internal ref struct BitWriter(Span<byte> bytes, int position)
{
    private readonly Span<byte> _bytes = bytes;
    private int _position = position;

    public void Write(uint value, int count)
    {
        while (count-- > 0)
        {
            var bit = (byte)(0x80 >> (_position & 7));
            ref var place = ref _bytes[_position >> 3];
            place = (byte)((value >> count & 1) == 1 ? place | bit : place & ~bit);
            _position++;
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    /// <returns>Bytes written, from the first one on.</returns>
    public int Finish()
    {
        Write(0, -_position & 7);
        return _position / 8;
    }
}
