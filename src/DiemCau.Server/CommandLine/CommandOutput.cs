using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Server.CommandLine;

/// <summary>What a command says: to a script as JSON, to a person in words.</summary>
internal sealed class CommandOutput(bool json, TextWriter output, TextWriter errors)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        // For terminals and scripts, not for pages: Vietnamese stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="result">For scripts.</param>
    /// <param name="words">For people.</param>
    public int Done(object result, string words)
    {
        output.WriteLine(json ? JsonSerializer.Serialize(result, Format) : words);
        return ExitCode.Done;
    }

    public int Refused(Refusal refusal) => Refused(Words(refusal, Language.Vietnamese), Words(refusal, Language.English));

    public int Refused(string vietnamese, string english)
    {
        errors.WriteLine(vietnamese);
        errors.WriteLine(english);
        return ExitCode.Refused;
    }

    private static string Words(Refusal refusal, string language)
    {
        var problem = refusal.In(language);
        var fields = problem.Errors?.SelectMany(field => field.Value.Select(error => $"{field.Key}: {error}")) ?? [];
        return string.Join("\n", fields.Prepend(problem.Title));
    }
}
