using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.JournalReading;

/// <summary>The actions that there are, as their texts (<c>action.{action}</c>) name them: a test sees to it that none is missing.</summary>
internal static class JournalActions
{
    private const string Prefix = "action.";

    private static readonly string[] All =
        [.. Texts.All(Language.Vietnamese).Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Select(key => key[Prefix.Length..]).Order()];

    /// <summary>The action of this name, or those of the area of this name.</summary>
    public static IReadOnlyList<string> Of(string name) =>
        [.. All.Where(action => action == name || (action.StartsWith(name, StringComparison.Ordinal) && action[name.Length] == '.'))];

    /// <summary>In words; what was written by a later version stays as it is.</summary>
    public static string InWords(string action, string language) => Texts.Has(Prefix + action) ? Texts.Get(language, Prefix + action) : action;

    public static IEnumerable<JournalActionView> Views(string language) => All.Select(action => new JournalActionView(action, InWords(action, language)));
}

internal sealed record JournalActionView(string Action, string Text);
