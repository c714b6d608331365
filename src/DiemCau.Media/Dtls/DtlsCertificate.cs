using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DiemCau.Media.Dtls;

/// <summary>
/// A self-signed ECDSA P-256 certificate, trusted only through its fingerprint in the signalling (RFC 8122, RFC 8827 §6.5).
/// It lives as long as the process: browsers ask for nothing more, and nothing has to be kept secret on disk.
/// </summary>
internal sealed class DtlsCertificate
{
    private DtlsCertificate(byte[] der, byte[] privateKey)
    {
        Der = der;
        PrivateKey = privateKey;
        Fingerprint = DtlsFingerprint.Format(SHA256.HashData(der));
    }

    public byte[] Der { get; }

    /// <summary>ECPrivateKey (RFC 5915).</summary>
    public byte[] PrivateKey { get; }

    /// <summary>SHA-256 of the DER, as a=fingerprint writes it: "AA:BB:…".</summary>
    public string Fingerprint { get; }

    public static DtlsCertificate Generate(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=DiemCau", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = time.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1)); // a client's clock may be behind
        return new DtlsCertificate(certificate.RawData, key.ExportECPrivateKey());
    }
}
