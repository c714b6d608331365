using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Observability;

/// <summary>What the media engine writes into the log: nothing per packet, no addresses, no SDP.</summary>
internal static partial class MediaLog
{
    [LoggerMessage(1, LogLevel.Information, "Media engine listens on UDP port {Port} with {Workers} workers, announced as {Addresses}")]
    public static partial void Started(ILogger log, int port, int workers, string addresses);

    [LoggerMessage(2, LogLevel.Error, "A fault cost one {Part} on media worker {Worker}; those that recur are counted, not logged")]
    public static partial void Fault(ILogger log, FaultyPart part, int worker, Exception fault);

    [LoggerMessage(3, LogLevel.Error, "A listener of media events failed")]
    public static partial void ListenerFault(ILogger log, Exception fault);

    [LoggerMessage(4, LogLevel.Warning, "DTLS handshake failed: {Reason}")]
    public static partial void HandshakeFailed(ILogger log, string reason);

    [LoggerMessage(5, LogLevel.Debug, "Offer refused: {Reason}")]
    public static partial void OfferRefused(ILogger log, string reason);
}
