using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.Libc;

/// <summary>How long the calling thread has been on a processor: what a busy machine does beside it does not count.</summary>
internal static unsafe partial class ThreadTime
{
    private const int CLOCK_THREAD_CPUTIME_ID = 3;

    /// <summary>Microseconds since the thread began.</summary>
    public static long Now
    {
        get
        {
            // struct timespec of 64-bit systems: tv_sec, tv_nsec.
            var time = stackalloc long[2];
            return clock_gettime(CLOCK_THREAD_CPUTIME_ID, time) < 0
                ? throw Errno.Failure("clock_gettime")
                : (time[0] * 1_000_000) + (time[1] / 1_000);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clockid, long* tp);
}
