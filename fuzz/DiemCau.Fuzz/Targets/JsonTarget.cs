using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Fuzz.Targets;

/// <summary>Bodies of requests, read as the API reads them: a meeting's form, which has every kind of field, and an offer.</summary>
internal sealed class JsonTarget : IFuzzTarget
{
    private readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    public JsonTarget()
    {
        _options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        JsonIntake.Guard(_options);
    }

    public string Name => "json";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(JsonIntake), typeof(TextConverter), typeof(TimeConverter), typeof(DayConverter)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Encoding.UTF8.GetBytes("""{"title":"Họp giao ban","kind":"planned","startsAt":"2027-03-01T01:00:00Z","endsAt":"9999-12-31T23:00:00Z","note":"a\nb"}"""),
        Encoding.UTF8.GetBytes("""{"sdp":"v=0\r\n","send":{"microphone":"0","camera":null},"receive":{"audio":["3"],"tiles":[]}}"""),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        Read<MeetingForm>(input);
        Read<MediaOffer>(input);
    }

    private void Read<T>(ReadOnlySpan<byte> input)
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(input, _options) is { } read && JsonSerializer.Serialize(read, _options).Contains("\\u0000", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("NUL came in.");
            }
        }
        catch (Exception refused) when (refused is JsonException or TextRefusedException)
        {
            // Whoever sent it is told so.
        }
    }
}
