namespace DiemCau.Meetings.Organisation;

internal static class UnitKinds
{
    /// <summary>How people's committees write themselves.</summary>
    private static readonly string[] OfAuthorities = ["UBND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân "];

    private const string OfGroups = "Cụm ";

    /// <summary>What a unit of that name is where nobody has said so: a unit that registers itself is not asked.</summary>
    public static UnitKind LikelyOf(string name) =>
        OfAuthorities.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? UnitKind.Authority
        : name.StartsWith(OfGroups, StringComparison.OrdinalIgnoreCase) ? UnitKind.Group
        : UnitKind.Office;
}
