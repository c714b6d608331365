using static DiemCau.Media.Interop.OpenSsl.Sha1;

namespace DiemCau.Media.Interop.OpenSsl;

/// <summary>HMAC-SHA1 (RFC 2104) whose two padded key blocks are hashed once and copied per message.</summary>
internal sealed unsafe class HmacSha1
{
    public const int Length = 20;

    private const int BlockLength = 64;

    private SHA_CTX _inner;
    private SHA_CTX _outer;

    /// <param name="key">At most 64 bytes.</param>
    public HmacSha1(ReadOnlySpan<byte> key)
    {
        _inner = Keyed(key, 0x36);
        _outer = Keyed(key, 0x5C);
    }

    /// <summary>The code of <paramref name="first"/> followed by <paramref name="second"/>; 20 bytes.</summary>
    public void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code.Length, Length);
        SHA_CTX inner = _inner;
        SHA_CTX outer = _outer;
        byte* digest = stackalloc byte[Length];
        fixed (byte* a = first, b = second, c = code)
        {
            _ = SHA1_Update(&inner, a, (nuint)first.Length);
            _ = SHA1_Update(&inner, b, (nuint)second.Length);
            _ = SHA1_Final(digest, &inner);
            _ = SHA1_Update(&outer, digest, Length);
            _ = SHA1_Final(c, &outer);
        }
    }

    /// <summary>The code of one message under a key that is used once, without allocation; 20 bytes.</summary>
    /// <param name="key">Of any length: beyond a block its hash is the key (RFC 2104 §2).</param>
    public static void ComputeOnce(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code.Length, Length);
        byte* digest = stackalloc byte[Length];
        if (key.Length > BlockLength)
        {
            Hash(key, digest);
            key = new ReadOnlySpan<byte>(digest, Length);
        }

        SHA_CTX inner = Keyed(key, 0x36);
        SHA_CTX outer = Keyed(key, 0x5C);
        fixed (byte* m = message, c = code)
        {
            _ = SHA1_Update(&inner, m, (nuint)message.Length);
            _ = SHA1_Final(digest, &inner);
            _ = SHA1_Update(&outer, digest, Length);
            _ = SHA1_Final(c, &outer);
        }
    }

    private static void Hash(ReadOnlySpan<byte> message, byte* digest)
    {
        SHA_CTX context;
        _ = SHA1_Init(&context);
        fixed (byte* m = message)
        {
            _ = SHA1_Update(&context, m, (nuint)message.Length);
        }

        _ = SHA1_Final(digest, &context);
    }

    private static SHA_CTX Keyed(ReadOnlySpan<byte> key, byte pad)
    {
        byte* block = stackalloc byte[BlockLength];
        for (int i = 0; i < BlockLength; i++)
        {
            block[i] = (byte)((i < key.Length ? key[i] : 0) ^ pad);
        }

        SHA_CTX context;
        _ = SHA1_Init(&context);
        _ = SHA1_Update(&context, block, BlockLength);
        return context;
    }
}
