using System.Runtime.InteropServices;
using DiemCau.Meetings.Live;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Stopping;

/// <summary>
/// Ends the server on a signal: at once, or after it has waited for its meetings (DIEMCAU_DRAIN). Meanwhile it serves who is in a meeting,
/// opens no rooms and is not ready for new clients. A second signal ends the wait. The host's own lifetime would close every
/// hub connection first.
/// </summary>
internal sealed class DrainingLifetime(
    IHostApplicationLifetime application, IRunningConferences conferences, Draining draining, Settings settings, TimeProvider time,
    ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly List<PosixSignalRegistration> _signals = [];
    private int _told;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true; // the process is ended by its own hand, in order
                Stop();
            }));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Stop()
    {
        if (Interlocked.Increment(ref _told) > 1 || settings.Drain == TimeSpan.Zero)
        {
            application.StopApplication();
        }
        else
        {
            _ = StopAfterMeetingsAsync();
        }
    }

    private async Task StopAfterMeetingsAsync()
    {
        try
        {
            draining.Begin();
            conferences.OpenNoMore();
            var began = time.GetTimestamp();
            StoppingLog.Waits(log, conferences.Attended, settings.Drain);
            while (conferences.Attended > 0 && time.GetElapsedTime(began) < settings.Drain)
            {
                await Task.Delay(LookEvery, time);
            }

            StoppingLog.Stops(log, conferences.Attended);
        }
        finally
        {
            // Nobody waits for this: whatever goes wrong in it, a server that was told to stop stops.
            application.StopApplication();
        }
    }
}
