using System.Text.Json;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.JournalReading;

/// <summary>One thing that a line's detail says.</summary>
internal sealed record JournalDetailView(string Name, string Value);

/// <summary>
/// A line's detail in words. It is whatever the slice that wrote it found worth keeping, in its version of then: names and values that have a
/// text are shown by it, others as they stand, ids not at all.
/// </summary>
internal static class JournalDetail
{
    /// <summary>A list of two hundred sites is an attachment, not a line.</summary>
    private const int MostItems = 8;

    private const int LongestValue = 300;

    private static readonly string[] First = ["name", "from", "to", "before", "after"];

    public static IReadOnlyList<JournalDetailView> InWords(string detail, string language)
    {
        using var document = JsonDocument.Parse(detail);
        return document.RootElement.ValueKind == JsonValueKind.Object ? [.. Of(document.RootElement, language)] : [];
    }

    private static IEnumerable<JournalDetailView> Of(JsonElement about, string language)
    {
        // The database keeps an object's names in an order of its own.
        foreach (var part in about.EnumerateObject().OrderBy(part => Array.IndexOf(First, part.Name) is >= 0 and var place ? place : First.Length))
        {
            if (part.NameEquals("differences") && part.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var difference in part.Value.EnumerateArray())
                {
                    yield return new(
                        NameOf(difference.GetProperty("field").GetString()!, language),
                        $"{ValueOf(difference, "before", language)} → {ValueOf(difference, "after", language)}");
                }
            }
            else if (Value(part.Value, language) is { Length: > 0 } value)
            {
                yield return new(NameOf(part.Name, language), value);
            }
        }
    }

    private static string ValueOf(JsonElement of, string name, string language) =>
        of.TryGetProperty(name, out var value) && Value(value, language) is { Length: > 0 } text ? text : "…";

    private static string Value(JsonElement value, string language) => Cut(value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!, language),
        JsonValueKind.True => Texts.Get(language, "journal.value.true"),
        JsonValueKind.False => Texts.Get(language, "journal.value.false"),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => Listed([.. value.EnumerateArray().Select(item => Value(item, language)).Where(text => text.Length > 0)]),
        JsonValueKind.Object => string.Join(", ", Of(value, language).Select(part => $"{part.Name}: {part.Value}")),
        _ => "",
    });

    private static string Listed(IReadOnlyList<string> items) =>
        string.Join("; ", items.Take(MostItems)) + (items.Count > MostItems ? $"; … (+{items.Count - MostItems})" : "");

    private static string Text(string text, string language)
    {
        if (Guid.TryParse(text, out _))
        {
            return "";
        }

        var key = "journal.value." + text;
        return Texts.Has(key) ? Texts.Get(language, key) : text;
    }

    private static string Cut(string text) => text.Length > LongestValue ? text[..LongestValue] + "…" : text;

    private static string NameOf(string name, string language)
    {
        var key = "journal.detail." + name;
        return Texts.Has(key) ? Texts.Get(language, key) : name;
    }
}
