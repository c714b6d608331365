using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>Texts in an address, its path and its query, before anything is routed by them. No endpoint reads forms.</summary>
internal static class RequestIntake
{
    public static IApplicationBuilder UseRequestIntake(this IApplicationBuilder app) => app.Use(static (http, next) =>
        Take(http.Request) is { } refusal ? refusal.ExecuteAsync(http) : next(http));

    private static Refusal? Take(HttpRequest request)
    {
        if (request.Path.Value is { } path)
        {
            // Each by itself: one that nobody sees must not become none, which is another endpoint.
            var segments = path.Split('/');
            for (var i = 0; i < segments.Length; i++)
            {
                if (TextFromPeople.Take(segments[i], TextKind.Line, out segments[i]) is { } fault)
                {
                    return Refusal.Validation(fault.In("path"));
                }
            }

            if (string.Join('/', segments) is var taken && taken != path)
            {
                request.Path = taken;
            }
        }

        return request.QueryString.HasValue ? TakeQuery(request) : null;
    }

    private static Refusal? TakeQuery(HttpRequest request)
    {
        var taken = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Query)
        {
            if (TextFromPeople.Take(name, TextKind.Line, out var key) is { } unnamed)
            {
                return Refusal.Validation(unnamed.In("query"));
            }

            var texts = values.ToArray();
            for (var i = 0; i < texts.Length; i++)
            {
                if (TextFromPeople.Take(texts[i] ?? "", TextKind.Line, out var text) is { } fault)
                {
                    return Refusal.Validation(fault.In(key));
                }

                texts[i] = text;
            }

            taken[key] = texts;
        }

        request.Query = new QueryCollection(taken);
        return null;
    }
}
