using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.Libc;

/// <summary>How readily the calling thread leaves the processor to others; .NET's thread priorities change nothing on Linux.</summary>
internal static partial class ThreadNiceness
{
    private const int PRIO_PROCESS = 0;

    /// <summary>On Linux each thread has its own (setpriority(2), "C library/kernel differences").</summary>
    private const int CallingThread = 0;

    /// <param name="nice">−20 goes first, 19 last. Less than 0 needs CAP_SYS_NICE or a limit (LimitNICE of systemd) that allows it.</param>
    /// <returns>False when it is not allowed; then nothing has changed.</returns>
    public static bool TrySet(int nice) => setpriority(PRIO_PROCESS, CallingThread, nice) == 0;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setpriority(int which, int who, int prio);
}
