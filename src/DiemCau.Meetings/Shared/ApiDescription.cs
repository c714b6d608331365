using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DiemCau.Meetings.Shared;

/// <summary>How the OpenAPI document, from which the web client's types are generated, names and answers.</summary>
internal static class ApiDescription
{
    private const string ViewSuffix = "View";

    // Endpoints can only name a status; this one stands for all of them until the document is written.
    private const int RefusedStatus = StatusCodes.Status400BadRequest;

    public static void Configure(OpenApiOptions options)
    {
        var types = new ConcurrentDictionary<string, Type>();
        options.CreateSchemaReferenceId = json =>
        {
            var id = OpenApiOptions.CreateDefaultSchemaReferenceId(json);
            if (id is null)
            {
                return null;
            }

            // In the code a view stands beside its entity; clients know only the view.
            if (id.EndsWith(ViewSuffix, StringComparison.Ordinal))
            {
                id = id[..^ViewSuffix.Length];
            }

            var type = Nullable.GetUnderlyingType(json.Type) ?? json.Type;
            // The document would silently describe one by the other.
            return types.GetOrAdd(id, type) == type ? id : throw new InvalidOperationException($"{type} and {types[id]} are both {id} in the API's description.");
        };
        options.AddOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses is { } responses && responses.Remove(RefusedStatus.ToString(CultureInfo.InvariantCulture), out var problem))
            {
                problem.Description = "Refused";
                responses["default"] = problem;
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(LeaveOutWhatMayBeNull);
        options.AddOperationTransformer(WriteQueriesInCamelCase);
    }

    /// <summary>Any endpoint may refuse, with any status that fits, always with a problem: in the description that is the default answer.</summary>
    public static TBuilder MayRefuse<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new ProducesResponseTypeMetadata(RefusedStatus, typeof(Problem), ["application/problem+json"]));

    // A member of a request that may be null may as well be absent; the framework calls every parameter of a record required.
    private static Task LeaveOutWhatMayBeNull(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.ParameterDescription is not null && context.JsonPropertyInfo is null && schema.Properties is not null)
        {
            schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(member => member.IsSetNullable).Select(member => member.Name));
        }

        return Task.CompletedTask;
    }

    // Members of a query's record are described by their C# names; the server reads them in any case.
    private static Task WriteQueriesInCamelCase(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query) ?? [])
        {
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        }

        return Task.CompletedTask;
    }
}
