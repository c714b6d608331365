using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Bench.Server;

namespace DiemCau.Bench;

/// <summary>Keeps what was measured for scripts and for comparing with last time.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <returns>The file.</returns>
    public static string Write<T>(string measurement, T result)
    {
        var folder = Path.Combine(Repository.Root, "bench/results");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{measurement}-{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(result, Format));
        return file;
    }
}
