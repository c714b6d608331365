using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>Short-lived programs, the signals that end long-lived ones, and what else of the system .NET does not reach.</summary>
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

    /// <summary>The absolute path with every link on its way resolved. A path that does not exist is only made absolute.</summary>
    public static string RealPath(string path)
    {
        var resolved = ResolvePath(Encoding.UTF8.GetBytes(path + '\0'), IntPtr.Zero);
        if (resolved == IntPtr.Zero)
        {
            return Path.GetFullPath(path);
        }

        var text = Marshal.PtrToStringUTF8(resolved)!;
        Free(resolved);
        return text;
    }

    // Process.Kill knows SIGKILL only, and PostgreSQL's orderly ends are SIGINT (fast) and SIGQUIT (immediate).
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    // .NET resolves the last link of a path only.
    [DllImport("libc", EntryPoint = "realpath")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ResolvePath(byte[] path, IntPtr buffer);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(IntPtr memory);
}
