namespace DiemCau.Server.Health;

internal static partial class DiskLog
{
    [LoggerMessage(EventId = 1, Message = "The disk of {Folder} is nearly full: {FreeMegabytes} MB are left. Writes fail when it is full; make room, nothing has to be restarted")]
    public static partial void Little(ILogger logger, LogLevel level, string folder, long freeMegabytes);
}
