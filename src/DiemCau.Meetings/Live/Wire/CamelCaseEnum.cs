using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>Enumerations travel as camelCase words on every door (API, hub, stored state), whatever options the door was given.</summary>
internal sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase)
    where TEnum : struct, Enum;
