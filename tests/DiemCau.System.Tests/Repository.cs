namespace DiemCau.System.Tests;

/// <summary>Finds the repository above the test's own output.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DiemCau.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
