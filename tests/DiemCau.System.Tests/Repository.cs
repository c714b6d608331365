namespace DiemCau.System.Tests;

/// <summary>Finds the repository above the test's own output.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>
    /// The server as it was built with these tests, not its copy beside them: only there its assemblies carry native code, as an installation has it.
    /// </summary>
    public static string ServerProgram { get; } = Path.Combine(
        Root, "src/DiemCau.Server", Path.GetRelativePath(Path.Combine(Root, "tests/DiemCau.System.Tests"), AppContext.BaseDirectory), "diemcau");

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
