using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace DiemCau.Server.WebClient;

/// <summary>The built web client: its files, and its page for every address that is a page of it.</summary>
internal static class WebClientModule
{
    private const string Page = "index.html";

    // The bundler puts the content's hash into these files' names, so they never change.
    private const string HashedAssets = "/assets";
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    private static readonly string[] NotPages = ["/api", "/hubs", "/whip", "/whep", "/health", "/metrics", "/openapi", HashedAssets];

    public static IApplicationBuilder UseWebClient(this WebApplication app, Settings settings)
    {
        if (!Directory.Exists(settings.WebClientFolder))
        {
            WebClientLog.Missing(app.Logger, settings.WebClientFolder);
            return app;
        }

        var files = new PhysicalFileProvider(settings.WebClientFolder);
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        app.Use((context, next) =>
        {
            if (IsPage(context.Request, files))
            {
                context.Request.Path = "/" + Page;
            }

            CompressedFile.Choose(context, files);
            return next(context);
        });
        return app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new CompressedFile.TypeOfOriginal(types),
            OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl =
                answer.Context.Request.Path.StartsWithSegments(HashedAssets) ? Forever : AskEachTime,
        });
    }

    /// <summary>Whether an address is the server's own, found or not, and never a page.</summary>
    internal static bool IsOfServer(PathString path) => NotPages.Any(prefix => path.StartsWithSegments(prefix));

    /// <summary>
    /// A browser asks for a page, which the client's own router knows. An address with a dot in its last part is a file that is
    /// missing: a page in its place would turn a clear 404 into a puzzling script error.
    /// </summary>
    private static bool IsPage(HttpRequest request, PhysicalFileProvider files)
    {
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || IsOfServer(request.Path))
        {
            return false;
        }

        var path = request.Path.Value ?? "/";
        return path == "/" || (!path.AsSpan(path.LastIndexOf('/')).Contains('.') && !files.GetFileInfo(path).Exists);
    }
}
