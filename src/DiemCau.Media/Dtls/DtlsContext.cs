using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Dtls;

/// <summary>What all DTLS sessions of a process share: certificate, ciphers, SRTP profiles. Safe from any thread.</summary>
internal sealed class DtlsContext : IDisposable
{
    public DtlsContext(DtlsCertificate certificate)
    {
        Certificate = certificate;
        Ssl = new SslContext(certificate.Der, certificate.PrivateKey);
    }

    public DtlsCertificate Certificate { get; }

    internal SslContext Ssl { get; }

    public void Dispose() => Ssl.Dispose();
}
