using System.Collections.Concurrent;
using DiemCau.Bench.Measurement;

namespace DiemCau.Bench.Soak;

/// <summary>What has happened to all sites together, by the name of the event.</summary>
internal sealed class SoakCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(string what) => _counts.AddOrUpdate(what, 1, static (_, before) => before + 1);

    public void Reset() => _counts.Clear();

    public IEnumerable<Figure> Figures() => _counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => new Figure(pair.Key, pair.Value));

    public string Line() => string.Join(", ", Figures().Select(static figure => $"{figure.Name} {figure.Value:0}"));
}
