namespace DiemCau.Meetings.WorkingDays;

/// <summary>Working days that the government has exchanged for a Saturday, as announced for civil servants; later ones are the administrator's to enter.</summary>
internal static class AnnouncedSwaps
{
    public static IReadOnlyList<(DateOnly Off, DateOnly Worked)> All { get; } =
    [
        (new(2024, 4, 29), new(2024, 5, 4)),
        (new(2025, 5, 2), new(2025, 4, 26)),
        (new(2026, 1, 2), new(2026, 1, 10)),
        (new(2026, 8, 31), new(2026, 8, 22)),
    ];
}
