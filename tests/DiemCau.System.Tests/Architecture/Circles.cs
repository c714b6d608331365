using static DiemCau.System.Tests.Architecture.Dependency;

namespace DiemCau.System.Tests.Architecture;

/// <summary>Finds the folders that know each other, directly or by a detour: none of them can be read, moved or tested without the others.</summary>
internal static class Circles
{
    /// <summary>
    /// Circles between the folders of a library, and between the rooms of one folder. A folder may name its own rooms, and they their
    /// folder. What the library shows the world are words that everybody may use.
    /// </summary>
    /// <param name="space">The library's root namespace.</param>
    /// <param name="face">The type that puts the folders together; naming it is no use of a word.</param>
    public static Func<IReadOnlyCollection<Dependency>, IEnumerable<Dependency>> In(string space, string face) => dependencies =>
    {
        var edges = dependencies
            .Where(use => IsWithin(use.FromNamespace, space) && IsWithin(use.ToNamespace, space))
            .Where(use => use.ToNamespace != space || !use.To.IsPublic || use.To.Name == face)
            .Select(use => (Use: use, Folders: FoldersOf(use, space)))
            .Where(edge => edge.Folders.From != edge.Folders.To)
            .ToList();
        var next = edges.ToLookup(edge => edge.Folders.From, edge => edge.Folders.To);
        return edges.Where(edge => Reaches(next, edge.Folders.To, edge.Folders.From)).Select(edge => edge.Use);
    };

    /// <summary>Their folders; their rooms where the folder is the same and both are in one.</summary>
    private static (string From, string To) FoldersOf(Dependency use, string space)
    {
        var (from, to) = (Path(use.FromNamespace, space), Path(use.ToNamespace, space));
        return from[0] == to[0] && from.Length > 1 && to.Length > 1 ? ($"{from[0]}/{from[1]}", $"{to[0]}/{to[1]}") : (from[0], to[0]);
    }

    /// <summary>"DiemCau.Media.Routing.Slots" → Routing, Slots; the root is one empty name.</summary>
    private static string[] Path(string name, string space) => name[space.Length..].TrimStart('.').Split('.');

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<string>([from]);
        while (waiting.TryPop(out var here))
        {
            if (here == to)
            {
                return true;
            }

            if (seen.Add(here))
            {
                foreach (var there in next[here])
                {
                    waiting.Push(there);
                }
            }
        }

        return false;
    }
}
