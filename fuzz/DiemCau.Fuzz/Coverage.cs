using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace DiemCau.Fuzz;

/// <summary>
/// Which branches of instrumented assemblies an input reaches. SharpFuzz puts a counter behind every branch, as AFL does: the place in the
/// map is made of the branch and the one before it.
/// </summary>
internal static unsafe class Coverage
{
    private const int MapSize = 1 << 16;

    private static readonly byte* s_map = (byte*)NativeMemory.AllocZeroed(MapSize);
    private static readonly byte[] s_seen = new byte[MapSize];

    /// <summary>Before any instrumented code runs.</summary>
    public static void Prepare() => Trace.SharedMem = s_map;

    /// <summary>Rewrites the assemblies of a folder in place.</summary>
    public static void Instrument(string folder, params ReadOnlySpan<string> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            Fuzzer.Instrument(Path.Combine(folder, assembly), static _ => true, Options.Value);
        }
    }

    public static void Begin()
    {
        new Span<byte>(s_map, MapSize).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether what ran since <see cref="Begin"/> went a way that nothing went before, or went one many more times.</summary>
    public static bool HasFound()
    {
        var found = false;
        for (var i = 0; i < MapSize; i++)
        {
            var bucket = Bucket(s_map[i]);
            found |= (s_seen[i] & bucket) != bucket;
            s_seen[i] |= bucket;
        }

        return found;
    }

    /// <summary>Branches that were reached by anything.</summary>
    public static int Count => s_seen.Count(static seen => seen != 0);

    public static void Forget() => s_seen.AsSpan().Clear();

    /// <summary>How often, by the powers of two: once more is nothing new, twice as often is.</summary>
    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
