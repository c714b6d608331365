using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A private authority as a closed network has one.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of the network", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(1));
        File = Path.GetTempFileName();
        System.IO.File.WriteAllText(File, _certificate.ExportCertificatePem());
    }

    /// <summary>PEM.</summary>
    public string File { get; }

    public void Dispose()
    {
        System.IO.File.Delete(File);
        _certificate.Dispose();
    }

    public X509Certificate2 Issue(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_certificate, _now.AddDays(-1), _now.AddHours(1), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Through PKCS #12, because SslStream takes no key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
