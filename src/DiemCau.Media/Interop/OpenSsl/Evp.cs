using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.OpenSsl;

#pragma warning disable IDE1006 // native names are the documentation

/// <summary>libcrypto's symmetric ciphers. None of these calls blocks or takes a lock once a context is initialised.</summary>
internal static unsafe partial class Evp
{
    public const int EVP_CTRL_AEAD_GET_TAG = 0x10;
    public const int EVP_CTRL_AEAD_SET_TAG = 0x11;

    [LibraryImport("libcrypto.so.3")]
    public static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport("libcrypto.so.3")]
    public static partial void EVP_CIPHER_CTX_free(nint ctx);

    [LibraryImport("libcrypto.so.3")]
    public static partial nint EVP_aes_128_gcm();

    [LibraryImport("libcrypto.so.3")]
    public static partial nint EVP_aes_128_ctr();

    [LibraryImport("libcrypto.so.3")]
    public static partial int EVP_CipherInit_ex(nint ctx, nint type, nint impl, byte* key, byte* iv, int enc);

    [LibraryImport("libcrypto.so.3")]
    public static partial int EVP_CipherUpdate(nint ctx, byte* @out, int* outl, byte* @in, int inl);

    [LibraryImport("libcrypto.so.3")]
    public static partial int EVP_CipherFinal_ex(nint ctx, byte* outm, int* outl);

    [LibraryImport("libcrypto.so.3")]
    public static partial int EVP_CIPHER_CTX_ctrl(nint ctx, int type, int arg, void* ptr);
}
