using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.OpenSsl;

#pragma warning disable IDE1006 // native names are the documentation

/// <summary>Memory BIOs, and the X.509 encoding that needs no other family.</summary>
internal static unsafe partial class Bio
{
    public const int BIO_CTRL_RESET = 1;
    public const int BIO_CTRL_PENDING = 10;
    public const int EVP_PKEY_EC = 408; // NID_X9_62_id_ecPublicKey

    [LibraryImport("libcrypto.so.3")]
    public static partial nint BIO_new(nint type);

    [LibraryImport("libcrypto.so.3")]
    public static partial nint BIO_s_mem();

    [LibraryImport("libcrypto.so.3")]
    public static partial int BIO_read(nint bio, void* data, int dlen);

    [LibraryImport("libcrypto.so.3")]
    public static partial int BIO_write(nint bio, void* data, int dlen);

    [LibraryImport("libcrypto.so.3")]
    public static partial nint BIO_ctrl(nint bio, int cmd, nint larg, void* parg);

    [LibraryImport("libcrypto.so.3")]
    public static partial int i2d_X509(nint x, byte** pp);

    [LibraryImport("libcrypto.so.3")]
    public static partial void X509_free(nint x);
}
