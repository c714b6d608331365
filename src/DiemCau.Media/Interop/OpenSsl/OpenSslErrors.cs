using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DiemCau.Media.Interop.OpenSsl;

#pragma warning disable IDE1006 // native names are the documentation

/// <summary>
/// The thread's error queue. SSL_get_error misreads a result when older errors lie in the queue, also those of .NET's own TLS on the
/// same thread, so it is cleared before each SSL call.
/// </summary>
internal static unsafe partial class OpenSslErrors
{
    [LibraryImport("libcrypto.so.3")]
    private static partial nuint ERR_get_error();

    [LibraryImport("libcrypto.so.3")]
    private static partial void ERR_error_string_n(nuint e, byte* buf, nuint len);

    [LibraryImport("libcrypto.so.3", EntryPoint = "ERR_clear_error")]
    public static partial void Clear();

    /// <summary>The oldest error in words, and an empty queue.</summary>
    public static string Take()
    {
        nuint code = ERR_get_error();
        if (code == 0)
        {
            return "no error given";
        }

        byte* text = stackalloc byte[256];
        ERR_error_string_n(code, text, 256);
        Clear();
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    /// <summary>For calls that fail only by a bug or for want of memory.</summary>
    public static CryptographicException Failure(string call) => new($"{call}: {Take()}");
}
