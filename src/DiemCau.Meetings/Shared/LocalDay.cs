namespace DiemCau.Meetings.Shared;

/// <summary>The calendar day where the installation is.</summary>
public static class LocalDay
{
    public static DateOnly Today(this InstallationOptions installation, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(installation);
        ArgumentNullException.ThrowIfNull(time);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
    }
}
