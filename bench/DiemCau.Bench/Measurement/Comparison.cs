using System.Globalization;
using System.Text;

namespace DiemCau.Bench.Measurement;

/// <summary>Figures of one shape of load: of each system, in each round. What counts is the median of the rounds.</summary>
internal sealed class Comparison(string shape)
{
    private readonly List<(string System, IReadOnlyList<Figure> Figures)> _rounds = [];

    public string Shape => shape;

    public void Add(string system, IReadOnlyList<Figure> figures) => _rounds.Add((system, figures));

    public string Table()
    {
        var systems = Systems();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{shape,-36}");
        foreach (var system in systems)
        {
            text.Append(CultureInfo.InvariantCulture, $"{system,12}");
        }

        text.AppendLine(systems.Length == 2 ? $"{"ratio",8}" : "");
        foreach (var name in _rounds.SelectMany(round => round.Figures).Select(figure => figure.Name).Distinct())
        {
            var medians = systems.Select(system => Median(system, name)).ToArray();
            var figure = medians.First(median => median is not null)!;
            text.Append(CultureInfo.InvariantCulture, $"  {name,-34}");
            foreach (var median in medians)
            {
                text.Append(CultureInfo.InvariantCulture, $"{median?.Value.ToString(figure.Format, CultureInfo.InvariantCulture) ?? "–",12}");
            }

            var ratio = figure.Compared && medians is [{ } own, { } other] ? (own.Value / other.Value).ToString("0.00", CultureInfo.InvariantCulture) : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"{(systems.Length == 2 ? $"{ratio,8}" : "")} {figure.Unit}");
        }

        return text.ToString();
    }

    /// <summary>For the result file.</summary>
    public object ToJson() => new
    {
        shape,
        median = Systems().ToDictionary(
            system => system,
            system => Names(system).ToDictionary(name => name, name => Median(system, name)!.Value)),
        rounds = _rounds.Select(round => new { round.System, figures = round.Figures.ToDictionary(figure => figure.Name, figure => figure.Value) }),
    };

    private string[] Systems() => [.. _rounds.Select(round => round.System).Distinct()];

    private IEnumerable<string> Names(string system) =>
        _rounds.Where(round => round.System == system).SelectMany(round => round.Figures).Select(figure => figure.Name).Distinct();

    private Figure? Median(string system, string name)
    {
        var figures = _rounds.Where(round => round.System == system)
            .SelectMany(round => round.Figures.Where(figure => figure.Name == name)).OrderBy(figure => figure.Value).ToArray();
        return figures.Length == 0 ? null
            : figures[0] with { Value = (figures[(figures.Length - 1) / 2].Value + figures[figures.Length / 2].Value) / 2 };
    }
}
