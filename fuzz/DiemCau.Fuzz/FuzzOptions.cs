using System.Globalization;

namespace DiemCau.Fuzz;

/// <param name="Corpus">Where inputs that go new ways are kept; null: not guided by coverage.</param>
internal sealed record FuzzOptions(List<IFuzzTarget> Targets, TimeSpan Duration, ulong Seed, byte[]? Input, string? Corpus = null)
{
    private static readonly TimeSpan s_defaultDuration = TimeSpan.FromSeconds(10);

    /// <summary>Null when the arguments make no sense.</summary>
    public static FuzzOptions? Parse(string[] arguments)
    {
        string name = "all";
        if (arguments is [var first, .. var rest] && !first.StartsWith("--", StringComparison.Ordinal))
        {
            (name, arguments) = (first, rest);
        }

        var options = new FuzzOptions(
            [.. FuzzTargets.All.Where(target => name == "all" || name == target.Name)], s_defaultDuration, Seed: 1, Input: null);
        if (arguments.Length % 2 != 0)
        {
            return null;
        }

        for (int i = 0; i < arguments.Length; i += 2)
        {
            switch (arguments[i])
            {
                case "--seconds" when double.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out double seconds):
                    options = options with { Duration = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--seed" when ulong.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out ulong seed):
                    options = options with { Seed = seed };
                    break;
                case "--input":
                    options = options with { Input = Convert.FromHexString(arguments[i + 1]) };
                    break;
                case "--corpus":
                    options = options with { Corpus = arguments[i + 1] };
                    break;
                default:
                    return null;
            }
        }

        return options.Targets.Count > 0 ? options : null;
    }
}
