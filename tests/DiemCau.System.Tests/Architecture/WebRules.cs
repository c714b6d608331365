using System.Text.RegularExpressions;

namespace DiemCau.System.Tests.Architecture;

/// <summary>Who may import whom in web/src: app → stages → {rtc, api, ui}.</summary>
internal static partial class WebRules
{
    /// <param name="File">Path below web/src.</param>
    /// <param name="Imported">Path below web/src, or a package.</param>
    internal sealed record Import(string File, string Imported, bool IsPackage)
    {
        public string From => Part(File);

        public string To => IsPackage ? "" : Part(Imported);

        public override string ToString() => $"{File} → {Imported}";

        /// <summary>"stages/live/Room.tsx" → "stages/live"; "rtc/hub.ts" → "rtc"; "main.tsx" → "".</summary>
        private static string Part(string path) => path.Split('/') switch
        {
            ["stages", var stage, _, ..] => "stages/" + stage,
            [var part, _, ..] => part,
            _ => "",
        };
    }

    public static IReadOnlyList<(string Name, Func<Import, bool> IsBroken)> All { get; } =
    [
        ("No stage imports another stage", use =>
            use.From.StartsWith("stages/", StringComparison.Ordinal) && use.To.StartsWith("stages/", StringComparison.Ordinal) && use.From != use.To),
        ("Only the app imports stages", use =>
            use.From is not ("app" or "" or "testing") && !use.From.StartsWith("stages/", StringComparison.Ordinal) && use.To.StartsWith("stages/", StringComparison.Ordinal)),
        ("Nothing below the app imports the app", use => use.From is not ("app" or "" or "testing") && use.To == "app"),
        ("rtc imports neither React nor Ant Design", use =>
            use is { From: "rtc", IsPackage: true } && PackageOfViews().IsMatch(use.Imported)),
        ("rtc imports no views", use => use.From == "rtc" && use.To == "ui"),
        ("The video area has no Ant Design", use =>
            use is { From: "stages/live", IsPackage: true } && AntDesign().IsMatch(use.Imported)),
    ];

    public static IEnumerable<Import> Read(string file, string text)
    {
        foreach (Match match in ImportLine().Matches(text))
        {
            var named = match.Groups["named"].Value;
            yield return named.StartsWith('.')
                ? new Import(file, Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(file)!, named))), false)
                : new Import(file, named, true);
        }
    }

    [GeneratedRegex("""(?:\bfrom\s*|\bimport\s*\(?\s*)['"](?<named>[^'"]+)['"]""")]
    private static partial Regex ImportLine();

    [GeneratedRegex("^(react|react-dom|react-i18next|react-router|antd|@ant-design/|@tanstack/)")]
    private static partial Regex PackageOfViews();

    [GeneratedRegex("^(antd|@ant-design/)")]
    private static partial Regex AntDesign();
}
