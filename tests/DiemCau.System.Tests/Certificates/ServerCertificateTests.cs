using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Certificates;
using DiemCau.Server.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.System.Tests.Certificates;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diemcau-tls-").FullName;
    private readonly SetClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_self_signed_certificate_stays_the_same_over_restarts()
    {
        var first = Thumbprint(Server());
        _clock.Now += TimeSpan.FromDays(300);
        Assert.Equal(first, Thumbprint(Server()));
    }

    [Fact]
    public void The_self_signed_certificate_is_renewed_while_the_server_runs_before_it_runs_out()
    {
        var server = Server();
        var first = Thumbprint(server);
        _clock.Now += TimeSpan.FromDays(368);
        server.Refresh();
        Assert.NotEqual(first, Thumbprint(server));
    }

    [Fact]
    public void A_new_announced_address_gets_into_the_certificate()
    {
        var first = Thumbprint(Server());
        Assert.NotEqual(first, Thumbprint(Server(announced: "10.1.2.3")));
    }

    [Fact]
    public void A_given_certificate_is_read_again_when_its_files_change_and_a_broken_one_is_not_taken()
    {
        var files = new CertificateFiles(Path.Combine(_folder, "given.pem"), Path.Combine(_folder, "given.key"));
        Write(files, "first");
        var server = Server(files);
        var first = Thumbprint(server);

        File.WriteAllText(files.Certificate, "nonsense");
        File.SetLastWriteTimeUtc(files.Certificate, DateTime.UnixEpoch.AddDays(1));
        server.Refresh();
        Assert.Equal(first, Thumbprint(server));

        Write(files, "second");
        server.Refresh();
        Assert.NotEqual(first, Thumbprint(server));
    }

    private ServerCertificate Server(CertificateFiles? given = null, string announced = "127.0.0.1") => new(
        new Settings
        {
            HttpsPort = 8443,
            Bind = null,
            ConnectionString = null,
            Certificate = given,
            Media = new MediaOptions(10000, [IPAddress.Parse(announced)], null, 0),
            Installation = new InstallationOptions { DataFolder = _folder },
            TrustedProxies = [],
            LogLevel = LogLevel.Warning,
            WebClientFolder = _folder,
        },
        _clock,
        NullLogger<ServerCertificate>.Instance);

    private static string Thumbprint(ServerCertificate server) => server.Current.ServerCertificateContext!.TargetCertificate.Thumbprint;

    private static void Write(CertificateFiles files, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
