namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// Spreadsheets take a field of a .csv that begins so for a formula and run it (OWASP, "CSV injection"). An apostrophe before it makes it
/// a text again; reading the file back takes the apostrophe away.
/// </summary>
internal static class FormulaCells
{
    private const char Apostrophe = '\'';

    private static readonly char[] Starts = ['=', '+', '-', '@', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20'];

    public static string Escaped(string text) => IsFormula(text) ? Apostrophe + text : text;

    public static string Undone(string text) => text.Length > 1 && text[0] == Apostrophe && IsFormula(text) ? text[1..] : text;

    // With as many apostrophes as it likes, so that what was escaped once is undone once.
    private static bool IsFormula(string text) => text.TrimStart(Apostrophe) is { Length: > 0 } rest && Starts.Contains(rest[0]);
}
