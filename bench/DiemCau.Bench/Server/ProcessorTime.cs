using System.Globalization;

namespace DiemCau.Bench.Server;

/// <summary>What a process has cost the processors so far: user and system time (proc(5), fields 14 and 15 of stat).</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // USER_HZ is 100 on every architecture that .NET runs on

    public static TimeSpan Of(int processId) => Read($"/proc/{processId}/stat");

    /// <summary>Of the threads in which a .NET runtime compiles anew what is much used; nothing for other programs.</summary>
    public static TimeSpan OfCompiler(int processId) => Directory.EnumerateDirectories($"/proc/{processId}/task")
        .Where(thread => File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered", StringComparison.Ordinal))
        .Aggregate(TimeSpan.Zero, (sum, thread) => sum + Read($"{thread}/stat"));

    private static TimeSpan Read(string path)
    {
        var stat = File.ReadAllText(path);

        // The program's name, in brackets, may itself hold blanks and brackets.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Resident memory in MiB.</summary>
    public static double ResidentMegabytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>How often its threads have gone to sleep so far (voluntary_ctxt_switches): each time the processor is woken up for it.</summary>
    public static long WakeUps(int processId) => Directory.EnumerateDirectories($"/proc/{processId}/task")
        .SelectMany(thread => File.ReadLines($"{thread}/status"))
        .Where(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture));

    /// <summary>Open file descriptors: sockets, files, pipes.</summary>
    public static int Handles(int processId) => Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();

    /// <summary>How many of each kind: <c>socket</c>, <c>pipe</c>, <c>anon_inode</c> with its name, a file's path.</summary>
    public static IReadOnlyDictionary<string, int> HandlesByKind(int processId) => Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
        .Select(handle => File.ResolveLinkTarget(handle, returnFinalTarget: false)?.Name ?? "gone")
        .CountBy(target => target.Split('[')[0] is "socket:" or "pipe:" ? target.Split(':')[0] : target)
        .ToDictionary();
}
