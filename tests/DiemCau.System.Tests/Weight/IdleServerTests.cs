using System.Globalization;
using DiemCau.System.Tests.ServerProcesses;

namespace DiemCau.System.Tests.Weight;

/// <summary>
/// That a server where nobody meets sleeps and is small. Counted are the times that its threads go to sleep, because each costs the processor a wake-up and
/// because their number does not depend on the machine's speed.
/// </summary>
public sealed class IdleServerTests
{
    /// <summary>
    /// Measured: 27 (two packet threads and the pool's watch twice a second each, the host's second, rounds and those whom they wake); 106 with one timer of
    /// 100 ms more.
    /// </summary>
    private const double MostWakeUpsPerSecond = 60;

    /// <summary>MiB. Measured: 130–145; 187 when program files' pages are kept, 205 with the runtime's own settings besides.</summary>
    private const double MostMemory = 165;

    /// <summary>Of all processor time so far. Measured: 0.1–0.2; 0.5 when whatever has been called thirty times is compiled anew.</summary>
    private const double MostCompiling = 0.33;

    [Fact]
    public async Task A_server_at_rest_sleeps_and_has_given_back_what_starting_took()
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

        double resident = double.MaxValue;
        for (var tries = 0; tries < 12 && resident > MostMemory; tries++)
        {
            await Task.Delay(TimeSpan.FromSeconds(10));
            resident = ResidentMegabytes(server.ProcessId);
        }

        Assert.True(resident <= MostMemory, $"It holds {resident:0} MiB.");

        var compiling = (double)ThreadsOf(server.ProcessId).Where(IsCompiler).Sum(Ticks) / Ticks($"/proc/{server.ProcessId}");
        Assert.True(compiling <= MostCompiling, $"{compiling:P0} of its processor time went to compiling anew.");
    }

    private static IEnumerable<string> ThreadsOf(int processId) => Directory.EnumerateDirectories($"/proc/{processId}/task");

    /// <summary>The runtime's thread that compiles anew what is called often.</summary>
    private static bool IsCompiler(string thread) => File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered Com", StringComparison.Ordinal);

    /// <summary>User and system time (proc(5), fields 14 and 15 of stat).</summary>
    private static long Ticks(string task)
    {
        var stat = File.ReadAllText($"{task}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static double ResidentMegabytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Of all its threads (proc(5), voluntary_ctxt_switches).</summary>
    private static long WakeUps(int processId) => ThreadsOf(processId)
        .SelectMany(thread => File.ReadLines($"{thread}/status"))
        .Where(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture));
}
