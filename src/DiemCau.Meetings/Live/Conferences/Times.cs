namespace DiemCau.Meetings.Live.Conferences;

internal static class Times
{
    /// <summary>Null when none of them is set.</summary>
    public static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            earliest = earliest is null || time < earliest ? time ?? earliest : earliest;
        }

        return earliest;
    }
}
