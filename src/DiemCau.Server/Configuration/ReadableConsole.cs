using Microsoft.Extensions.Logging.Console;

namespace DiemCau.Server.Configuration;

/// <summary>The log: one line per event on stderr, readable in a terminal and in the journal of the machine.</summary>
internal static class ReadableConsole
{
    public static void AddReadableConsole(this ILoggingBuilder logging, Settings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.LogLevel);

        // A line per request or query says nothing about the installation's health and would name people.
        logging.AddFilter("Microsoft", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning);
        logging.AddFilter("Npgsql", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning);

        // A failed command arrives as an exception where it was asked for; here it would be logged twice, and at the very first start
        // the migrator's question for a table that is not there yet would look like a fault.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);

        // Keys are kept in a folder that only the server's user may enter; there is no key store above it to encrypt them with.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
            format.ColorBehavior = LoggerColorBehavior.Default;
        });

        // stdout belongs to what was asked for: the welcome, or a command's result.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
