using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.OpenSsl;

#pragma warning disable IDE1006 // native names are the documentation

/// <summary>SHA_CTX of openssl/sha.h: a plain value, so a keyed state can be saved once and copied per packet.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SHA_CTX
{
    public fixed uint h[5];
    public uint Nl;
    public uint Nh;
    public fixed uint data[16];
    public uint num;
}

/// <summary>
/// The low-level SHA-1. Deprecated in OpenSSL 3 in favour of EVP_MAC, which costs two more allocations and provider look-ups per packet;
/// the symbols are part of libcrypto.so.3 for its whole life.
/// </summary>
internal static unsafe partial class Sha1
{
    [LibraryImport("libcrypto.so.3")]
    public static partial int SHA1_Init(SHA_CTX* c);

    [LibraryImport("libcrypto.so.3")]
    public static partial int SHA1_Update(SHA_CTX* c, void* data, nuint len);

    [LibraryImport("libcrypto.so.3")]
    public static partial int SHA1_Final(byte* md, SHA_CTX* c);
}
