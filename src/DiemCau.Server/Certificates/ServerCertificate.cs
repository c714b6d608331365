using System.Net.Security;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Certificates;

/// <summary>The certificate of new TLS connections; replaced while the server runs when its files change or run out.</summary>
internal sealed class ServerCertificate : IServerCertificate
{
    private readonly CertificateFiles _files;
    private readonly SelfSignedCertificate? _selfSigned;
    private readonly ILogger<ServerCertificate> _logger;
    private volatile SslServerAuthenticationOptions _current;
    private (DateTime Certificate, DateTime Key) _written;

    public ServerCertificate(Settings settings, TimeProvider clock, ILogger<ServerCertificate> logger)
    {
        _logger = logger;
        if (settings.Certificate is null)
        {
            _selfSigned = new SelfSignedCertificate(Path.Combine(settings.DataFolder, "tls"), Names(settings), clock);
            _selfSigned.Renew();
        }

        _files = settings.Certificate ?? _selfSigned!.Files;
        _written = Written();
        _current = Load();
    }

    public SslServerAuthenticationOptions Current => _current;

    public bool IsSelfSigned => _selfSigned is not null;

    public DateTimeOffset Ends => new(_current.ServerCertificateContext!.TargetCertificate.NotAfter.ToUniversalTime());

    /// <summary>Takes a changed certificate into use. One that cannot be read leaves the present one in place.</summary>
    public void Refresh()
    {
        try
        {
            _selfSigned?.Renew();
            var written = Written();
            if (written != _written)
            {
                _written = written;
                _current = Load();
                CertificateLog.Replaced(_logger, _files.Certificate);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            CertificateLog.Unreadable(_logger, cause, _files.Certificate);
        }
    }

    private (DateTime Certificate, DateTime Key) Written() =>
        (File.GetLastWriteTimeUtc(_files.Certificate), File.GetLastWriteTimeUtc(_files.Key));

    private SslServerAuthenticationOptions Load()
    {
        var (certificate, intermediates) = CertificatePem.Load(_files);

        // Offline: the chain is what the administrator gave; a closed network has nowhere to download one from.
        return new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, intermediates, offline: true) };
    }

    private static HashSet<string> Names(Settings settings)
    {
        HashSet<string> names = ["localhost", "127.0.0.1", System.Net.Dns.GetHostName().ToLowerInvariant(), settings.Installation.PublicAddress.IdnHost];
        names.UnionWith(settings.Media.Announced.Select(address => address.ToString()));
        return names;
    }
}
