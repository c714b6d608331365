using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// Days and times that this system is about. Beyond them arithmetic with time zones and deadlines leaves what a date can be: "9999-12-31"
/// is how other systems write "for ever", not a day that anybody means.
/// </summary>
internal static class EdgesOfTime
{
    public const int FirstYear = 1900;
    public const int LastYear = 9000;

    public const string Code = "date_out_of_range";

    public static bool AreWithin(int year) => year is >= FirstYear and <= LastYear;

    public static TextRefusedException Refused() => new(Code, FirstYear, LastYear);
}

internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time) ? throw new JsonException()
        : EdgesOfTime.AreWithin(time.Year) ? time
        : throw EdgesOfTime.Refused();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

internal sealed class DayConverter : JsonConverter<DateOnly>
{
    private const string Form = "yyyy-MM-dd";

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String || !TextConverter.TryGet(ref reader, out var text) || !DateOnly.TryParseExact(text, Form, out var day) ? throw new JsonException()
        : EdgesOfTime.AreWithin(day.Year) ? day
        : throw EdgesOfTime.Refused();

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Form, System.Globalization.CultureInfo.InvariantCulture));
}
