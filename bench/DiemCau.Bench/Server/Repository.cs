namespace DiemCau.Bench.Server;

/// <summary>Where things are in the repository that this program was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The server as <c>scripts/build</c> makes it.</summary>
    public static string ServerProgram => Path.Combine(Root, "src/DiemCau.Server/bin/Release/net10.0/diemcau");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "DiemCau.slnx"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This program runs inside the repository only"));
}
