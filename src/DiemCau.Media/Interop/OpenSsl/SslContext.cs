using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static DiemCau.Media.Interop.OpenSsl.Ssl;

namespace DiemCau.Media.Interop.OpenSsl;

/// <summary>An SSL_CTX set up for DTLS-SRTP (RFC 5764) as WebRTC uses it (RFC 8827). OpenSSL shares it safely between threads.</summary>
internal sealed unsafe class SslContext : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>The server's order wins: GCM costs half of CM with HMAC-SHA1 here, and all browsers offer both.</summary>
    private const string SrtpProfiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

    private const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:"
        + "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305";

    /// <param name="certificate">X.509 as DER.</param>
    /// <param name="key">An EC private key as DER (RFC 5915).</param>
    public SslContext(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> key)
        : base(ownsHandle: true)
    {
        OpenSslErrors.Clear();
        SetHandle(SSL_CTX_new(DTLS_method()));
        Check(!IsInvalid, "SSL_CTX_new");
        Check(SSL_CTX_ctrl(handle, SSL_CTRL_SET_MIN_PROTO_VERSION, DTLS1_2_VERSION, null) == 1, "SSL_CTX_set_min_proto_version");
        SSL_CTX_set_options(handle, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
        SSL_CTX_ctrl(handle, SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_OFF, null);
        Check(SSL_CTX_set_cipher_list(handle, Ciphers) == 1, "SSL_CTX_set_cipher_list");
        fixed (byte* groups = "X25519:P-256\0"u8, c = certificate, k = key)
        {
            Check(SSL_CTX_ctrl(handle, SSL_CTRL_SET_GROUPS_LIST, 0, groups) == 1, "SSL_CTX_set1_groups_list");
            Check(SSL_CTX_use_certificate_ASN1(handle, certificate.Length, c) == 1, "SSL_CTX_use_certificate_ASN1");
            Check(SSL_CTX_use_PrivateKey_ASN1(Bio.EVP_PKEY_EC, handle, k, key.Length) == 1, "SSL_CTX_use_PrivateKey_ASN1");
        }

        Check(SSL_CTX_set_tlsext_use_srtp(handle, SrtpProfiles) == 0, "SSL_CTX_set_tlsext_use_srtp");
        SSL_CTX_set_verify(handle, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, &AcceptAnyChain);
    }

    /// <summary>
    /// Peers are self-signed: who they are is decided by the fingerprint, after the handshake and before the keys are used.
    /// </summary>
    [UnmanagedCallersOnly]
    private static int AcceptAnyChain(int preverified, nint store) => 1;

    protected override bool ReleaseHandle()
    {
        SSL_CTX_free(handle);
        return true;
    }

    private static void Check(bool succeeded, string call)
    {
        if (!succeeded)
        {
            throw OpenSslErrors.Failure(call);
        }
    }
}
