using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Certificates;

/// <summary>A certificate with its key and intermediates in PEM files (RFC 7468).</summary>
internal static class CertificatePem
{
    /// <exception cref="CryptographicException">The files are not a certificate and its key.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Intermediates) Load(CertificateFiles files)
    {
        var certificate = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(files.Certificate);
        return (certificate, [.. all.Where(other => !other.Equals(certificate))]);
    }

    /// <summary>Why the files cannot be used; null when they can.</summary>
    public static string? Problem(CertificateFiles files)
    {
        try
        {
            Load(files).Certificate.Dispose();
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return cause.Message;
        }
    }

    /// <summary>Why a file of authorities' certificates cannot be used; null when it can.</summary>
    public static string? ProblemOfAuthority(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? null : $"{file}: no certificate (PEM)";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return cause.Message;
        }
    }
}
