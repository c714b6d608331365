using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Shared;

/// <summary>The languages of texts for people.</summary>
public static class Language
{
    public const string Vietnamese = "vi";
    public const string English = "en";

    /// <summary>The best of vi and en by the request's Accept-Language; the installation's language when it names neither.</summary>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var accepted = context.Request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Known(language.Value.Value))
            .FirstOrDefault(language => language is not null);
        return accepted ?? Known(context.RequestServices.GetRequiredService<InstallationOptions>().Language) ?? Vietnamese;
    }

    private static string? Known(string? tag) => tag?.Split('-')[0].ToLowerInvariant() switch
    {
        Vietnamese => Vietnamese,
        English => English,
        _ => null,
    };
}
