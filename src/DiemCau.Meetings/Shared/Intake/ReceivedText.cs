using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// A text that a hub verb is called with. The hub answers a call that cannot be read with a word for programmers; this one can always be
/// read, and then is refused in words for people.
/// </summary>
/// <param name="Text">Taken in; empty where there is a fault.</param>
[JsonConverter(typeof(ReceivedTextConverter))]
internal readonly record struct ReceivedText(string Text, TextFault? Fault)
{
    public Refusal? RefusedAs(string field) => Fault is { } fault ? Refusal.Validation(fault.In(field)) : null;
}

internal sealed class ReceivedTextConverter : JsonConverter<ReceivedText>
{
    public override bool HandleNull => true;

    public override ReceivedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return new("", null);
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        return !TextConverter.TryGet(ref reader, out var text) ? new("", TextFault.Broken)
            : TextFromPeople.Take(text, TextKind.Lines, out var taken) is { } fault ? new("", fault)
            : new(taken, null);
    }

    public override void Write(Utf8JsonWriter writer, ReceivedText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
