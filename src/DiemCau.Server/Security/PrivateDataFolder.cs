using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Security;

/// <summary>
/// The data folder itself can be walked through, for the database's own user. Everything in it but the database is closed to other users of
/// the machine, also what earlier versions have left open.
/// </summary>
internal static class PrivateDataFolder
{
    /// <summary>Has a user of its own and modes that PostgreSQL checks itself.</summary>
    private const string Database = "postgres";

    public static void Close(Settings settings)
    {
        foreach (var folder in new DirectoryInfo(settings.DataFolder).EnumerateDirectories()
                     .Where(folder => folder.Name != Database && folder.LinkTarget is null))
        {
            PrivateFiles.CloseExisting(folder.FullName);
        }
    }
}
