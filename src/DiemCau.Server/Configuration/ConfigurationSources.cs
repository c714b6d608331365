namespace DiemCau.Server.Configuration;

/// <summary>
/// Where options come from, the later winning: <c>appsettings.json</c> beside the program, the file named by <c>DIEMCAU_CONFIG</c>,
/// the environment by .NET's names (<c>DiemCau__HttpsPort</c>), the environment by our names (<c>DIEMCAU_HTTPS_PORT</c>).
/// </summary>
internal static class ConfigurationSources
{
    public static IConfigurationRoot Read(IReadOnlyDictionary<string, string> environment)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true);
        if (environment.TryGetValue(Option.ConfigurationFile.Variable, out var file) && file.Length > 0)
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        return configuration
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)))
            .AddInMemoryCollection(Option.All
                .Where(option => environment.GetValueOrDefault(option.Variable, "").Length > 0)
                .Select(option => KeyValuePair.Create(option.Key, (string?)environment[option.Variable])))
            .Build();
    }

    /// <summary>Variables that look like ours and are not: most likely misspelt, and silently without effect.</summary>
    public static IEnumerable<string> Unknown(IReadOnlyDictionary<string, string> environment) =>
        environment.Keys
            .Where(name => name.StartsWith("DIEMCAU_", StringComparison.Ordinal) && Option.All.All(option => option.Variable != name))
            .Order(StringComparer.Ordinal);
}
