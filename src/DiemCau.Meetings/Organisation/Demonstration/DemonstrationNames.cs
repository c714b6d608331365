namespace DiemCau.Meetings.Organisation.Demonstration;

/// <summary>Names of places that sound like places and are none in particular: two of these words each.</summary>
internal static class DemonstrationNames
{
    private static readonly string[] Words =
    [
        "An", "Bình", "Cẩm", "Đại", "Đức", "Hòa", "Hưng", "Kim", "Lâm", "Long", "Minh", "Nam", "Phú", "Quang", "Sơn", "Tân", "Thanh", "Thịnh", "Trung", "Xuân",
    ];

    /// <summary>Each number has a name of its own, up to 379.</summary>
    public static string Of(int number)
    {
        // A step without a common divisor goes through all pairs before it meets one again, and neighbours do not sound alike.
        var pair = number * 37 % (Words.Length * (Words.Length - 1));
        var (first, second) = (pair / (Words.Length - 1), pair % (Words.Length - 1));
        return $"{Words[first]} {Words[second < first ? second : second + 1]}";
    }
}
