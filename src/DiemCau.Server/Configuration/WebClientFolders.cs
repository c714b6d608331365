namespace DiemCau.Server.Configuration;

internal static class WebClientFolders
{
    /// <summary>Beside the program when it is published, else the repository's build output above the program.</summary>
    public static string Default()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (File.Exists(Path.Combine(beside, "index.html")))
        {
            return beside;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DiemCau.slnx")))
            {
                return Path.Combine(folder.FullName, "web", "dist");
            }
        }

        return beside;
    }
}
