using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// The texts for people, from the slices' embedded <c>*.vi.json</c> and <c>*.en.json</c> files: flat objects of key and text,
/// with <c>{0}</c> placeholders. A key is defined once; a missing one is a bug and throws.
/// </summary>
public static class Texts
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByLanguage =
        new[] { Language.Vietnamese, Language.English }.ToFrozenDictionary(language => language, Read);

    public static string Get(string language, string key, params object?[] arguments)
    {
        var text = ByLanguage[language][key];
        return arguments.Length == 0 ? text : string.Format(CultureInfo.GetCultureInfo(language), text, arguments);
    }

    public static bool Has(string key) => ByLanguage[Language.Vietnamese].ContainsKey(key);

    internal static IReadOnlyDictionary<string, string> All(string language) => ByLanguage[language];

    private static FrozenDictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith($".{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                texts.Add(key, text);
            }
        }

        return texts.ToFrozenDictionary();
    }
}
