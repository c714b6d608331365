using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DiemCau.Server;

/// <summary>What the API's description says beyond what the framework finds out by itself.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddSchemaTransformer(LeaveOutWhatMayBeNull);
        options.AddOperationTransformer(WriteQueriesInCamelCase);
    }

    // A use case calls its body Request, whichever use case it is: without the use case's name they would all be described as one.
    private static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.DeclaringType is { } useCase ? useCase.Name + name : name;
    }

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
