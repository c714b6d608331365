namespace DiemCau.Server.Stopping;

internal static partial class StoppingLog
{
    [LoggerMessage(LogLevel.Warning, "Chờ {Meetings} cuộc họp kết thúc, lâu nhất {Longest}; bấm Ctrl-C lần nữa để dừng ngay. / Waiting for meetings to end; a second signal stops at once.")]
    public static partial void Waits(ILogger log, int meetings, TimeSpan longest);

    [LoggerMessage(LogLevel.Information, "Dừng khi còn {Meetings} cuộc họp. / Stopping, with so many meetings left.")]
    public static partial void Stops(ILogger log, int meetings);
}
