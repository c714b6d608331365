namespace DiemCau.Meetings.Shared;

/// <summary>What a site is called outside its unit, the same on every page, in every letter and in every meeting.</summary>
internal static class SiteLabel
{
    /// <summary>Its own name, with its unit before it where the name does not say it: half of them are called "Phòng họp trực tuyến" at home.</summary>
    public static string Of(string siteName, string unitName) =>
        siteName.Contains(unitName, StringComparison.OrdinalIgnoreCase) ? siteName : $"{unitName} – {siteName}";
}
