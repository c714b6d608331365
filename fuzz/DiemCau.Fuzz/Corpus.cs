namespace DiemCau.Fuzz;

/// <summary>
/// Inputs that runs guided by coverage have found worth keeping, in <c>fuzz/corpus</c>: a file for each target, an input a line, in hexadecimal,
/// the shortest first. Every run begins with them.
/// </summary>
internal static class Corpus
{
    /// <summary>A longer one hardly ever shows what no shorter one does, and would be most of the file.</summary>
    private const int LongestKept = 2_000;

    /// <summary>Bytes of all that is kept for one target: the repository is not made of it.</summary>
    private const int MostKept = 64_000;

    public static IReadOnlyList<byte[]> Of(IFuzzTarget target)
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream($"corpus/{target.Name}");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Convert.FromHexString)];
    }

    /// <summary>Of all that was found, the shortest that together reach everything.</summary>
    public static int Keep(IFuzzTarget target, IEnumerable<byte[]> found, string folder)
    {
        Coverage.Forget();
        List<byte[]> kept = [];
        Reaches(target, target.Samples);
        foreach (var input in found.Where(input => input.Length <= LongestKept).OrderBy(input => input.Length).ThenBy(Convert.ToHexStringLower, StringComparer.Ordinal))
        {
            if (Reaches(target, [input]) && kept.Sum(static other => other.Length) + input.Length <= MostKept)
            {
                kept.Add(input);
            }
        }

        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, target.Name + ".txt"), kept.Select(Convert.ToHexStringLower));
        return kept.Count;
    }

    private static bool Reaches(IFuzzTarget target, IReadOnlyList<byte[]> inputs)
    {
        Coverage.Begin();
        foreach (var input in inputs)
        {
            target.Run(input);
        }

        return Coverage.HasFound();
    }
}
