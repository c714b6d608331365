using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace DiemCau.Server.WebClient;

/// <summary>Files that the web build has compressed beside the originals: small on the line, and no work at request time.</summary>
internal static class CompressedFile
{
    private static readonly (string Encoding, string Extension)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Points the request to the best compressed copy that there is and the client accepts.</summary>
    public static void Choose(HttpContext context, IFileProvider files)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.EndsWith('/') || !files.GetFileInfo(path).Exists)
        {
            return;
        }

        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, extension) in Encodings)
        {
            if (!files.GetFileInfo(path + extension).Exists)
            {
                continue;
            }

            context.Response.Headers.Vary = "Accept-Encoding";
            if (accepted.Any(value => value.Value == encoding && value.Quality != 0))
            {
                context.Request.Path = path + extension;
                context.Response.Headers.ContentEncoding = encoding;
                return;
            }
        }
    }

    /// <summary>A compressed file has the type of what is in it.</summary>
    internal sealed class TypeOfOriginal(IContentTypeProvider types) : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType)
        {
            var extension = Encodings.FirstOrDefault(encoding => subpath.EndsWith(encoding.Extension, StringComparison.Ordinal)).Extension ?? "";
            return types.TryGetContentType(subpath[..^extension.Length], out contentType);
        }
    }
}
