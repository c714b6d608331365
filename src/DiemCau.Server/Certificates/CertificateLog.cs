namespace DiemCau.Server.Certificates;

internal static partial class CertificateLog
{
    [LoggerMessage(1, LogLevel.Information, "The TLS certificate {File} has changed and is in use")]
    public static partial void Replaced(ILogger logger, string file);

    [LoggerMessage(2, LogLevel.Error, "The TLS certificate {File} has changed but cannot be used; the former one stays in use")]
    public static partial void Unreadable(ILogger logger, Exception cause, string file);
}
