using System.CommandLine;
using System.Net;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace DiemCau.Server.CommandLine;

/// <summary><c>diemcau openapi</c>: writes the API's description; needs no database and opens no port.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "Tệp cần ghi. / The file to write.",
            DefaultValueFactory = _ => new FileInfo("docs/openapi.json"),
        };
        var command = new Command("openapi", "Ghi mô tả API (OpenAPI 3.1). / Write the API's description (OpenAPI 3.1).") { file };
        command.SetAction((parsed, cancellation) => WriteAsync(parsed.GetValue(file)!, cancellation));
        return command;
    }

    private static async Task<int> WriteAsync(FileInfo file, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-openapi-");
        try
        {
            await using var app = await StartNowhereAsync(folder.FullName, cancellation);
            var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Composition.ApiName)
                .GetOpenApiDocumentAsync(cancellation);
            document.Servers?.Clear();
            file.Directory?.Create();
            await File.WriteAllTextAsync(
                file.FullName, await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation) + "\n", cancellation);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A server with all its endpoints that listens nowhere and has no database.</summary>
    /// <param name="folder">Empty, to be deleted by the caller.</param>
    internal static async Task<WebApplication> StartNowhereAsync(string folder, CancellationToken cancellation)
    {
        var app = Composition.Build(Nowhere(folder), "Host=nowhere", builder =>
        {
            // The endpoints are described when the pipeline has been built, which starting a host does; nothing else is wanted of it.
            builder.Services.RemoveAll<IHostedService>();
            builder.Services.AddSingleton<IServer, NoServer>();
            builder.Services.PostConfigure<JsonOptions>(options => JsonIntake.Lift(options.SerializerOptions));
        });
        await app.StartAsync(cancellation);
        return app;
    }

    private static Settings Nowhere(string folder) => new()
    {
        HttpsPort = 1,
        Bind = null,
        ConnectionString = "Host=nowhere",
        Certificate = null,
        Media = new MediaOptions(1, [IPAddress.Loopback], null, 1),
        Installation = new InstallationOptions { DataFolder = folder },
        TrustedProxies = [],
        LogLevel = LogLevel.Warning,
        WebClientFolder = folder,
    };

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
