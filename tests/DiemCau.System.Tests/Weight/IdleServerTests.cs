using System.Globalization;
using DiemCau.System.Tests.ServerProcesses;

namespace DiemCau.System.Tests.Weight;

/// <summary>
/// That a server where nobody meets sleeps. Counted are the times that its threads go to sleep, because each costs the processor a wake-up and because their
/// number does not depend on the machine's speed.
/// </summary>
public sealed class IdleServerTests
{
    /// <summary>
    /// Measured: 27 (two packet threads and the pool's watch twice a second each, the host's second, rounds and those whom they wake); 106 with one timer of
    /// 100 ms more.
    /// </summary>
    private const double MostWakeUpsPerSecond = 60;

    [Fact]
    public async Task A_server_at_rest_sleeps()
    {
        await using var server = await ServerProcess.StartAsync();

        // Whatever begins with the start is over when it has become quiet once; what comes every now and then comes again.
        double perSecond = double.MaxValue;
        for (var tries = 0; tries < 12 && perSecond > MostWakeUpsPerSecond; tries++)
        {
            var before = WakeUps(server.ProcessId);
            var began = TimeProvider.System.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(10));
            perSecond = (WakeUps(server.ProcessId) - before) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        }

        Assert.True(perSecond <= MostWakeUpsPerSecond, $"It wakes up {perSecond:0.0} times a second.");
    }

    /// <summary>Of all its threads (proc(5), voluntary_ctxt_switches).</summary>
    private static long WakeUps(int processId) => Directory.EnumerateDirectories($"/proc/{processId}/task")
        .SelectMany(thread => File.ReadLines($"{thread}/status"))
        .Where(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture));
}
