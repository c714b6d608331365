using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>What every JSON that comes from outside is read by, at the API and at the hub. Stored JSON is not: it has come in before.</summary>
internal static class JsonIntake
{
    public static void Guard(JsonSerializerOptions options)
    {
        options.Converters.Add(new TextConverter(TextKind.Line));
        options.Converters.Add(new TimeConverter());
        options.Converters.Add(new DayConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(ReadByKind);
    }

    /// <summary>Where nothing is read: the API's description knows what the framework's own converters read, and nothing of others.</summary>
    public static void Lift(JsonSerializerOptions options)
    {
        foreach (var converter in options.Converters.Where(converter => converter is TextConverter or TimeConverter or DayConverter).ToList())
        {
            options.Converters.Remove(converter);
        }

        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
    }

    private static void ReadByKind(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(string)))
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(TextOfKindAttribute), inherit: true) is [TextOfKindAttribute said, ..])
            {
                property.CustomConverter = new TextConverter(said.Kind);
            }
        }
    }
}
