using System.Net.Security;
using System.Security.Authentication;

namespace DiemCau.Server.Certificates;

/// <summary>
/// What is agreed on in TLS: 1.3, and 1.2 with forward secrecy and authenticated encryption only (RFC 9325 section 4.2). Every browser of the
/// last ten years and every encoder with TLS 1.2 knows one of these.
/// </summary>
internal static class TlsPolicy
{
    private static readonly CipherSuitesPolicy Suites = new(
    [
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]);

    /// <summary>For one connection: Kestrel writes its protocols into them.</summary>
    public static SslServerAuthenticationOptions With(ServerCertificate certificate) => new()
    {
        ServerCertificateContext = certificate.Current.ServerCertificateContext,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CipherSuitesPolicy = Suites,
    };
}
