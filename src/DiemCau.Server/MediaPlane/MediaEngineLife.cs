using DiemCau.Media;

namespace DiemCau.Server.MediaPlane;

/// <summary>Starts the media engine with the server; the container disposes it when the server ends.</summary>
internal sealed class MediaEngineLife(MediaServer engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
