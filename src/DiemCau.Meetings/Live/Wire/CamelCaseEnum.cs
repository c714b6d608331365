using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>Enumerations travel as camelCase words on every door (API, hub, stored state), whatever options the door was given;
/// numbers, which may mean none of them, are refused.</summary>
internal sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
