using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>Short-lived programs, and the signals that end long-lived ones.</summary>
internal static class ChildProcess
{
    public const int Interrupt = 2;
    public const int Quit = 3;

    /// <summary>Runs a program to its end and returns its exit code with everything it printed.</summary>
    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Messages are matched and shown as they are: one language, whatever the machine's locale.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Sends a signal. A process that is already gone is not an error.</summary>
    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    // Process.Kill knows SIGKILL only, and PostgreSQL's orderly ends are SIGINT (fast) and SIGQUIT (immediate).
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
