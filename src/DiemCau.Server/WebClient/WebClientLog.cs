namespace DiemCau.Server.WebClient;

internal static partial class WebClientLog
{
    [LoggerMessage(1, LogLevel.Warning, "The web client is not built ({Folder} is missing): only the API answers. Run scripts/run, or npm run build in web/")]
    public static partial void Missing(ILogger logger, string folder);
}
