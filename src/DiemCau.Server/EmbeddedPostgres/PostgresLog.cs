
namespace DiemCau.Server.EmbeddedPostgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Information, "Initialising a PostgreSQL {Major} database in {Folder}")]
    public static partial void Initialising(ILogger logger, string folder, int major);

    [LoggerMessage(2, LogLevel.Error, "PostgreSQL ended unasked with code {ExitCode}; starting it again. Its last words: {LastWords}")]
    public static partial void Died(ILogger logger, int exitCode, string lastWords);
}
