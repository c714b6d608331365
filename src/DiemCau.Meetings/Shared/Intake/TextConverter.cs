using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>Reads texts of one kind, or refuses them.</summary>
internal sealed class TextConverter(TextKind kind) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Taken(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Taken(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    /// <returns>False: it is half a surrogate pair, written as an escape, or not UTF-8.</returns>
    internal static bool TryGet(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private string Taken(ref Utf8JsonReader reader)
    {
        if (!TryGet(ref reader, out var text))
        {
            throw new TextRefusedException(TextErrors.CodeOf(TextFault.Broken));
        }

        return TextFromPeople.Take(text, kind, out var taken) is { } fault ? throw new TextRefusedException(TextErrors.CodeOf(fault)) : taken;
    }
}
