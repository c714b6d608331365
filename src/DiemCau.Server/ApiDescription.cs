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
        if (context.ParameterDescription is not null && context.JsonPropertyInfo is null && schema.Properties is { } members)
        {
            schema.Required?.ExceptWith(members.Where(member => MayBeNull(member.Value)).Select(member => member.Key));
        }

        return Task.CompletedTask;
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(MayBeNull) == true;
}
