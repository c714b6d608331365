using System.Runtime.InteropServices;
using DiemCau.Meetings.Live;

namespace DiemCau.Server.Resting;

/// <summary>
/// Gives memory back that nobody needs any more: what starting took, and what meetings took that have ended. The runtime keeps it for the next time,
/// and so does the allocator of the native libraries; a server that rests for the night need not hold what four hundred sites needed in the morning.
/// </summary>
internal sealed class MemoryReturn(IRunningConferences conferences, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of an interval in which nobody asked for anything: the rounds of a resting server allocate a tenth of it.</summary>
    private const long Resting = 4L << 20;

    /// <summary>Bytes since the last time. Below it there is nothing to be had.</summary>
    private const long Worthwhile = 24L << 20;

    /// <summary>
    /// Intervals after memory was returned in which pages of the program are let go: what is compiled anew and looked after for the last time takes
    /// a minute.
    /// </summary>
    private const int LooksAtPages = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var (looked, returned) = (0L, 0L);
        IReadOnlySet<ProgramPages.Mapping> pages = new HashSet<ProgramPages.Mapping>();
        var looksAtPages = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var isResting = conferences.Attended == 0 && allocated - looked < Resting;
            if (isResting && allocated - returned > Worthwhile)
            {
                (pages, looksAtPages) = (ProgramPages.Look(), LooksAtPages);
                // It stops everything for some tens of milliseconds: only while nobody is in a meeting.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                _ = TrimNativeHeap(0);
                returned = GC.GetTotalAllocatedBytes();
            }
            else if (isResting && looksAtPages > 0)
            {
                ProgramPages.LetGo(pages);
                looksAtPages--;
            }

            looked = GC.GetTotalAllocatedBytes();
        }
    }

    // Only glibc has it; elsewhere the allocator gives back by itself.
    private static int TrimNativeHeap(nuint kept)
    {
        try
        {
            return Trim(kept);
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint kept);
}
