using System.Diagnostics;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Soak;

/// <summary>What the server holds at one moment.</summary>
/// <param name="Seconds">Since the watch began.</param>
internal sealed record SoakSample(double Seconds, double Megabytes, int Handles)
{
    public static SoakSample Of(ServerProcess server, TimeSpan at = default) =>
        new(Math.Round(at.TotalSeconds), Math.Round(ProcessorTime.ResidentMegabytes(server.Id), 1), ProcessorTime.Handles(server.Id));
}

/// <summary>Looks at a server every ten seconds until it is ended, and says every ten minutes what it has seen.</summary>
internal sealed class SoakWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private const int SamplesPerLine = 60;

    private readonly CancellationTokenSource _ended = new();
    private readonly List<SoakSample> _samples = [];
    private readonly Task _watching;

    public SoakWatch(ServerProcess server, SoakCounts counts) => _watching = WatchAsync(server, counts);

    public async Task<IReadOnlyList<SoakSample>> EndAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        return _samples;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ended.Dispose();
    }

    private async Task WatchAsync(ServerProcess server, SoakCounts counts)
    {
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var sample = SoakSample.Of(server, Stopwatch.GetElapsedTime(began));
                _samples.Add(sample);
                if (_samples.Count % SamplesPerLine == 0)
                {
                    Console.WriteLine(
                        $"{sample.Seconds / 60:0} min: {sample.Megabytes:0.0} MiB, {sample.Handles} handles, {counts.Line()}, {server.LoggedErrors.Count} errors logged");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ended.
        }
    }
}
