using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Certificates;

/// <summary>The certificate that the server makes for itself when none is given, kept in the data folder.</summary>
internal sealed class SelfSignedCertificate(string folder, IReadOnlyCollection<string> names, TimeProvider clock)
{
    // Browsers refuse server certificates that are valid for longer than 398 days (CA/Browser Forum, 2020), and people who have
    // accepted an exception must accept each new one: as long as possible, renewed while there is time to tell them.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(397);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    public CertificateFiles Files { get; } = new(Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));

    /// <summary>Makes a new one when there is none, when it runs out soon, or when it lacks one of the names.</summary>
    /// <returns>True when it was made anew.</returns>
    public bool Renew()
    {
        if (StillGood())
        {
            return false;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Create(key);
        // Whole or not at all, also on a full disk or after a power cut: the next start would stumble over half a key.
        PrivateFiles.Write(Files.Key, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        PrivateFiles.Write(Files.Certificate, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        return true;
    }

    private bool StillGood()
    {
        if (CertificatePem.Problem(Files) is not null)
        {
            return false;
        }

        using var certificate = CertificatePem.Load(Files).Certificate;
        return certificate.NotAfter.ToUniversalTime() - clock.GetUtcNow() > RenewBefore && names.All(name => certificate.MatchesHostname(name, allowWildcards: false));
    }

    private X509Certificate2 Create(ECDsa key)
    {
        var request = new CertificateRequest($"CN=DiemCau {Dns.GetHostName()}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        var now = clock.GetUtcNow();

        // An hour back, for clients whose clocks are a little behind.
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(-1) + Validity);
    }
}
