namespace DiemCau.Server.Certificates;

/// <summary>Looks at the certificate's files now and then: they are often links that file notifications do not follow.</summary>
internal sealed class CertificateWatch(ServerCertificate certificate, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            certificate.Refresh();
        }
    }
}
