using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.OpenSsl;

#pragma warning disable IDE1006, CS8981 // native names are the documentation

[StructLayout(LayoutKind.Sequential)]
internal struct timeval
{
    public nint tv_sec;
    public nint tv_usec;
}

/// <summary>struct srtp_protection_profile_st of openssl/srtp.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SRTP_PROTECTION_PROFILE
{
    public nint name;
    public nuint id;
}

/// <summary>libssl, as far as DTLS-SRTP needs it. What are macros in C are the ctrl calls behind them here.</summary>
internal static unsafe partial class Ssl
{
    public const int SSL_ERROR_WANT_READ = 2;
    public const int SSL_ERROR_ZERO_RETURN = 6;
    public const int SSL_VERIFY_PEER = 1;
    public const int SSL_VERIFY_FAIL_IF_NO_PEER_CERT = 2;
    public const int SSL_SESS_CACHE_OFF = 0;
    public const int DTLS1_2_VERSION = 0xFEFD;

    public const ulong SSL_OP_NO_QUERY_MTU = 1UL << 12;
    public const ulong SSL_OP_NO_TICKET = 1UL << 14;
    public const ulong SSL_OP_CIPHER_SERVER_PREFERENCE = 1UL << 22;
    public const ulong SSL_OP_NO_RENEGOTIATION = 1UL << 30;

    public const int SSL_CTRL_SET_MTU = 17;
    public const int SSL_CTRL_SET_SESS_CACHE_MODE = 44;
    public const int DTLS_CTRL_GET_TIMEOUT = 73;
    public const int DTLS_CTRL_HANDLE_TIMEOUT = 74;
    public const int SSL_CTRL_SET_GROUPS_LIST = 92;
    public const int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;

    [LibraryImport("libssl.so.3")]
    public static partial nint DTLS_method();

    [LibraryImport("libssl.so.3")]
    public static partial nint SSL_CTX_new(nint method);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_CTX_free(nint ctx);

    [LibraryImport("libssl.so.3")]
    public static partial nint SSL_CTX_ctrl(nint ctx, int cmd, nint larg, void* parg);

    [LibraryImport("libssl.so.3")]
    public static partial ulong SSL_CTX_set_options(nint ctx, ulong op);

    [LibraryImport("libssl.so.3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_set_cipher_list(nint ctx, string str);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_CTX_use_certificate_ASN1(nint ctx, int len, byte* d);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_CTX_use_PrivateKey_ASN1(int pk, nint ctx, byte* d, nint len);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_CTX_set_verify(nint ctx, int mode, delegate* unmanaged<int, nint, int> verify_callback);

    /// <summary>Returns 0 on success, unlike its neighbours.</summary>
    [LibraryImport("libssl.so.3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_set_tlsext_use_srtp(nint ctx, string profiles);

    [LibraryImport("libssl.so.3")]
    public static partial nint SSL_new(nint ctx);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_free(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_set_bio(nint ssl, nint rbio, nint wbio);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_set_accept_state(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial void SSL_set_connect_state(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial nint SSL_ctrl(nint ssl, int cmd, nint larg, void* parg);

    [LibraryImport("libssl.so.3")]
    public static partial void DTLS_set_timer_cb(nint ssl, delegate* unmanaged<nint, uint, uint> cb);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_do_handshake(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_read(nint ssl, void* buf, int num);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_shutdown(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_get_error(nint ssl, int ret);

    [LibraryImport("libssl.so.3")]
    public static partial nint SSL_get1_peer_certificate(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial SRTP_PROTECTION_PROFILE* SSL_get_selected_srtp_profile(nint ssl);

    [LibraryImport("libssl.so.3")]
    public static partial int SSL_export_keying_material(
        nint ssl, byte* @out, nuint olen, byte* label, nuint llen, byte* context, nuint contextlen, int use_context);
}
