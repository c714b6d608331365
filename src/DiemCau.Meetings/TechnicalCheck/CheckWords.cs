using DiemCau.Meetings.Shared;
using DiemCau.Meetings.TechnicalCheck.Items;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What results are in words.</summary>
internal static class CheckWords
{
    public static string Of(CheckItem item, string language) => Texts.Get(language, $"check.item.{item}");

    public static string Of(CheckResult result, string language) => Texts.Get(language, $"check.result.{result}");

    /// <summary>What is wrong.</summary>
    public static string Of(MeasurementCode code, string language) => Texts.Get(language, $"check.code.{code}");

    /// <summary>What somebody at the site does about it.</summary>
    public static string ToDo(MeasurementCode code, string language) => Texts.Get(language, $"check.todo.{code}");

    /// <summary>Why a site has not passed, with what was measured; of others what was noted at the last check.</summary>
    public static string? NoteOf(CheckedSite site, string language)
    {
        if (site.Result != CheckResult.Failed)
        {
            return site.Check?.Note;
        }

        var whys = ItemNeeds.All.Where(item => site.ResultOf(item) == CheckResult.Failed).Select(item => site.Items[item])
            .Select(known => known.Code is not { } code ? known.Note
                : known.Figures is { } figures ? $"{Of(code, language)} ({figures})"
                : Of(code, language)).OfType<string>();
        return string.Join("; ", whys.Distinct());
    }
}
