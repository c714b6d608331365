using System.Globalization;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>What a cluster's folder and the process table say about its running server process.</summary>
internal static class Postmaster
{
    private const string PidFile = "postmaster.pid";

    /// <summary>The major version that wrote the cluster; null: not initialised yet.</summary>
    public static int? Version(string clusterFolder)
    {
        var file = Path.Combine(clusterFolder, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The folder of the running instance's socket; null while none accepts connections.</summary>
    public static string? RunningSocketFolder(string clusterFolder)
    {
        // Lines of postmaster.pid: pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
        var file = Path.Combine(clusterFolder, PidFile);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return null;
        }

        return lines.Length >= 8 && lines[7].Trim() == "ready" && Processes(clusterFolder).Count > 0 ? lines[4] : null;
    }

    /// <summary>
    /// Makes sure nothing runs on the cluster's folder: what an earlier server left running is asked to end,
    /// and its lock file is removed once no process is left. PostgreSQL itself refuses to start when the stale file's
    /// process id has been given to another process meanwhile, which is the rule after a container's restart.
    /// </summary>
    public static async Task ClearLeftoversAsync(string clusterFolder, CancellationToken cancellation)
    {
        var file = Path.Combine(clusterFolder, PidFile);
        if (!File.Exists(file))
        {
            return;
        }

        // Fast first, which is what the death of its parent has already asked of it; immediate when that takes too long.
        foreach (var (signal, patience) in new[] { (ChildProcess.Interrupt, 20), (ChildProcess.Quit, 10) })
        {
            var running = Processes(clusterFolder);
            foreach (var pid in running)
            {
                ChildProcess.Signal(pid, signal);
            }

            for (var tries = 0; tries < patience * 20 && running.Count > 0; tries++)
            {
                await Task.Delay(50, cancellation);
                running = Processes(clusterFolder);
            }

            if (running.Count == 0)
            {
                File.Delete(file);
                return;
            }
        }

        throw new PostgresUnavailableException(
            $"Một tiến trình PostgreSQL cũ vẫn đang dùng {clusterFolder} và không dừng được.",
            $"An older PostgreSQL process still uses {clusterFolder} and cannot be stopped.");
    }

    /// <summary>Every PostgreSQL process makes the data folder its working folder, which no reuse of process ids can imitate.</summary>
    private static List<int> Processes(string clusterFolder)
    {
        var found = new List<int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            try
            {
                if (File.ReadAllText(entry + "/comm").Trim() == "postgres"
                    && new DirectoryInfo(entry + "/cwd").LinkTarget == clusterFolder)
                {
                    found.Add(pid);
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // The process ended while it was looked at, or is another user's.
            }
        }

        return found;
    }
}
