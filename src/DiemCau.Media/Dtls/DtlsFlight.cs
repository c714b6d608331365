using System.Buffers.Binary;

namespace DiemCau.Media.Dtls;

/// <summary>
/// Records waiting to be sent. A memory BIO runs them together, so datagrams are cut anew:
/// as many whole records as fit, because a record must not be split over datagrams (RFC 6347 §4.1.1).
/// </summary>
internal sealed class DtlsFlight
{
    private const int RecordHeader = 13;
    private const int LengthOffset = 11;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    /// <summary>A place for <paramref name="length"/> more bytes, which then count as added.</summary>
    public Span<byte> Append(int length)
    {
        if (IsEmpty)
        {
            _start = _end = 0;
        }

        if (_end + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_end + length, _bytes.Length * 2));
        }

        Span<byte> place = _bytes.AsSpan(_end, length);
        _end += length;
        return place;
    }

    public bool TryTake(Span<byte> destination, int mtu, out int length)
    {
        length = 0;
        while (_end - _start - length >= RecordHeader)
        {
            int record = RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_start + length + LengthOffset));
            if (length > 0 && length + record > mtu)
            {
                break;
            }

            length += record;
        }

        if (length == 0)
        {
            return false;
        }

        _bytes.AsSpan(_start, length).CopyTo(destination);
        _start += length;
        return true;
    }
}
