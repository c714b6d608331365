using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DiemCau.Server.Resting;

/// <summary>
/// The pages of program files that this process holds. Starting reads nearly all of the program, a resting server uses a small part of it. A page that is
/// let go stays in the machine's file cache, which gives it away when something else needs the memory; at its next use it comes back without a read as long as
/// it is there.
/// </summary>
internal static class ProgramPages
{
    private const string Mappings = "/proc/self/smaps";
    private const int DontNeed = 4; // MADV_DONTNEED

    /// <summary>What can be let go without loss now; nothing where the system does not tell.</summary>
    public static IReadOnlySet<Mapping> Look()
    {
        if (!File.Exists(Mappings))
        {
            return new HashSet<Mapping>();
        }

        using var smaps = File.OpenRead(Mappings);
        return Find(smaps);
    }

    /// <summary>
    /// Lets go what could be let go at an earlier look and still can: what is being loaded at this moment may be written to until it is, and is not among it.
    /// </summary>
    public static void LetGo(IReadOnlySet<Mapping> seen)
    {
        foreach (var mapping in Look().Where(seen.Contains))
        {
            _ = Advise(mapping.Start, mapping.Length, DontNeed);
        }
    }

    /// <summary>Code, and what is only read. A page that was written to before it was so is this process's own: no mapping with such a page is among them.</summary>
    /// <param name="smaps">As proc_pid_smaps(5) has it: a line per mapping, then lines with its figures. A megabyte, so no line becomes a string for nothing.</param>
    internal static IReadOnlySet<Mapping> Find(Stream smaps)
    {
        HashSet<Mapping> found = [];
        Mapping? current = null;
        var buffer = new byte[1 << 16];
        for (int kept = 0, read; (read = smaps.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var rest = buffer.AsSpan(0, kept + read);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                var line = rest[..end];
                if (line.StartsWith("Anonymous:"u8))
                {
                    if (current is { } mapping && line.EndsWith(" 0 kB"u8))
                    {
                        found.Add(mapping);
                    }
                }
                else if (line is [(>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'), ..])
                {
                    current = line.IndexOf(" r-xp "u8) > 0 || line.IndexOf(" r--"u8) > 0 ? OfFile(Encoding.UTF8.GetString(line)) : null;
                }
            }

            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        return found;
    }

    /// <param name="line">As <c>7f12a000-7f12b000 r-xp 00000000 08:01 1234   /usr/lib/x.so</c>.</param>
    /// <returns>Null for what is not of a file.</returns>
    private static Mapping? OfFile(string line)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields is not [var range, "r-xp" or "r--p" or "r--s", _, _, not "0", ['/', ..] path] || path.StartsWith("/memfd:", StringComparison.Ordinal))
        {
            return null;
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var start = nuint.Parse(range.AsSpan(..dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new(start, nuint.Parse(range.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start);
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nuint start, nuint length, int advice);

    /// <summary>In bytes.</summary>
    internal readonly record struct Mapping(nuint Start, nuint Length);
}
