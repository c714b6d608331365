using System.Reflection;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>Days and times of queries and routes keep to <see cref="EdgesOfTime"/> as those of bodies do.</summary>
internal static class TimesInQueries
{
    public static TBuilder KeepToEdgesOfTime<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilterFactory((endpoint, next) =>
        {
            var readers = endpoint.MethodInfo.GetParameters().SelectMany(Readers).ToArray();
            return readers.Length == 0 ? next : context =>
            {
                var beyond = readers.FirstOrDefault(reader => IsBeyond(reader.Value(context.Arguments[reader.Position])));
                return beyond is null
                    ? next(context)
                    : new(Refusal.Validation(new FieldError(beyond.Name, EdgesOfTime.Code, EdgesOfTime.FirstYear, EdgesOfTime.LastYear)));
            };
        });

    private sealed record Reader(string Name, int Position, Func<object?, object?> Value);

    private static IEnumerable<Reader> Readers(ParameterInfo parameter)
    {
        if (IsTime(parameter.ParameterType))
        {
            yield return new(parameter.Name!, parameter.Position, static argument => argument);
        }
        else if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
        {
            foreach (var property in parameter.ParameterType.GetProperties().Where(property => IsTime(property.PropertyType)))
            {
                yield return new(
                    char.ToLowerInvariant(property.Name[0]) + property.Name[1..], parameter.Position,
                    argument => argument is null ? null : property.GetValue(argument));
            }
        }
    }

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var one && (one == typeof(DateOnly) || one == typeof(DateTimeOffset));

    private static bool IsBeyond(object? value) => value switch
    {
        DateOnly day => !EdgesOfTime.AreWithin(day.Year),
        DateTimeOffset time => !EdgesOfTime.AreWithin(time.Year),
        _ => false,
    };
}
