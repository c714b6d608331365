using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Shared;

internal static class SharedModule
{
    private static readonly string[] SpeaksInProblems = ["/api", "/hubs", "/whip", "/whep"];

    public static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataDisk>();
        services.AddExceptionHandler<ExceptionProblems>();
        services.ConfigureHttpJsonOptions(options =>
        {
            // Numbers are numbers: otherwise the API's description offers each of them as a string too.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            JsonIntake.Guard(options.SerializerOptions);
        });
        // So that what is wrong in a body reaches ExceptionProblems with the field's name, in every environment alike.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureAll<OpenApiOptions>(ApiDescription.Configure);
        services.AddSingleton<RequestRates>();
        return services;
    }

    public static IApplicationBuilder UseShared(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = static _ => Task.CompletedTask, // ExceptionProblems answers
                // What is our fault is logged, as its answer says; what the request or the database is to blame for is not.
                SuppressDiagnosticsCallback = context => !ExceptionProblems.IsOurFault(context.Exception),
            })
            .UseStatusCodePages(context => Bare(context.HttpContext)?.ExecuteAsync(context.HttpContext) ?? Task.CompletedTask)
            .UseRequestIntake();

    // Answers that the framework gives without a body; the API and the live doors speak in problems, pages are the host's.
    private static Refusal? Bare(HttpContext context) => SpeaksInProblems.Any(prefix => context.Request.Path.StartsWithSegments(prefix))
        ? context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => Refusals.NotSignedIn,
            StatusCodes.Status403Forbidden => Refusals.Forbidden,
            StatusCodes.Status404NotFound => Refusals.NotFound,
            StatusCodes.Status405MethodNotAllowed => Refusals.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => Refusals.RequestTooLarge,
            StatusCodes.Status415UnsupportedMediaType => Refusals.MediaTypeUnsupported(Expected(context)),
            >= 400 and < 500 and var status => new("validation", status),
            _ => null,
        }
        : null;

    /// <summary>What the endpoint that was meant takes. Routing has put its own in that one's place.</summary>
    private static string Expected(HttpContext context) => string.Join(", ", context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(context.Request.Method) == true
            && new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), new RouteValueDictionary()).TryMatch(context.Request.Path, new RouteValueDictionary()))
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [])
        .Distinct());
}
