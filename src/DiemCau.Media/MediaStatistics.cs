using DiemCau.Media.Observability;

namespace DiemCau.Media;

/// <summary>What the media engine has done since it started, over all workers.</summary>
/// <param name="PacketsIn">Datagrams received, of any kind.</param>
/// <param name="PacketsForwarded">RTP packets sent to receivers, repairs included.</param>
/// <param name="AllocatedBytes">Managed memory that the packet threads have allocated.</param>
/// <param name="Transports">Participants' transports that could be reached now.</param>
/// <param name="BuffersInUse">Packet buffers that are not in the pool.</param>
/// <param name="TcpConnections">TCP connections that carry media or are about to.</param>
/// <param name="Drops">Packets that went no further, by reason; reasons that never occurred are left out.</param>
public sealed record MediaStatistics(
    long PacketsIn,
    long BytesIn,
    long PacketsForwarded,
    long BytesForwarded,
    long Retransmitted,
    long KeyFramesRequested,
    long LayerSwitches,
    long AllocatedBytes,
    int Transports,
    long BuffersInUse,
    int TcpConnections,
    IReadOnlyDictionary<string, long> Drops)
{
    /// <summary>Every reason there is, by its name in <see cref="Drops"/>.</summary>
    public static IReadOnlyList<string> DropReasons { get; } = [.. Enum.GetNames<DropReason>(), "TcpLate", "TcpFlood", "TcpRefused"];

    /// <summary>Voice packets that never came and were taken out of a later one (RFC 2198).</summary>
    public required long Recovered { get; init; }

    public required int Conferences { get; init; }

    public required SendingStatistics Sending { get; init; }

    public required HandshakeStatistics Handshakes { get; init; }

    /// <summary>From a forwarded packet's arrival until the kernel has it again.</summary>
    public required DelayStatistics ForwardingDelay { get; init; }

    /// <summary>Messages of other threads that wait for each worker, by its number.</summary>
    public required IReadOnlyList<int> InboxDepths { get; init; }
}

/// <param name="Datagrams">Handed to the kernel.</param>
/// <param name="Messages">That carried them: fewer where GSO put datagrams to one receiver together.</param>
/// <param name="Refused">Datagrams that the kernel did not take.</param>
public sealed record SendingStatistics(long Datagrams, long Messages, long Refused);

/// <param name="Waiting">Datagrams in the queue of the handshake thread.</param>
/// <param name="HalfOpen">Handshakes begun and not finished.</param>
public sealed record HandshakeStatistics(long Completed, long Failed, int Waiting, long HalfOpen);

/// <param name="Bounds">Upper bounds in microseconds, inclusive, rising.</param>
/// <param name="Counts">Packets per bucket; one more than bounds, for what is above them all.</param>
public sealed record DelayStatistics(IReadOnlyList<int> Bounds, IReadOnlyList<long> Counts, long SumMicroseconds);
