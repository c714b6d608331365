namespace DiemCau.Meetings.Organisation;

/// <summary>Names from the top down, as tables write them: UBND tỉnh A / UBND xã B.</summary>
internal static class UnitPath
{
    public const string Separator = " / ";

    /// <summary>What people type for it, too.</summary>
    private static readonly string[] Separators = [Separator, " › ", " > "];

    public static string Of(IEnumerable<string> names) => string.Join(Separator, names);

    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
