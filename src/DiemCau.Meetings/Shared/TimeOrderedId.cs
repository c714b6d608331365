using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// Ids of events, made where the event happens, before anything is stored: a write that is repeated carries the same id and is kept once.
/// UUIDs of version 7 (RFC 9562, section 5.7), with a counter behind the milliseconds (section 6.2, method 1), so that what this process
/// noted within one millisecond keeps its order.
/// </summary>
internal static class TimeOrderedId
{
    private static int _count = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <param name="at">When the event happened.</param>
    public static Guid New(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id[10..]);
        var count = (uint)Interlocked.Increment(ref _count);
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        // 12 bits of the counter beside the version, 14 beside the variant, the last 6 in the next byte.
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x7000 | (count >> 20)));
        BinaryPrimitives.WriteUInt16BigEndian(id[8..], (ushort)(0x8000 | ((count >> 6) & 0x3fff)));
        id[10] = (byte)((count << 2) | (id[10] & 3u));
        return new Guid(id, bigEndian: true);
    }
}
