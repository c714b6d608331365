using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Tests.Testing;

internal static class Eventually
{
    /// <summary>Only a failure takes so long, however busy the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until the database says so, for what is written behind.</summary>
    public static async Task EventuallyAsync<T>(this TestInstallation installation, Func<DiemCauDb, Task<T>> query, T expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        var seen = await installation.QueryAsync(query);
        while (!Equals(seen, expected) && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(25);
            seen = await installation.QueryAsync(query);
        }

        Assert.Equal(expected, seen);
    }
}
