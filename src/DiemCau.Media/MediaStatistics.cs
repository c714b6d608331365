namespace DiemCau.Media;

/// <summary>What the media engine has done since it started, over all workers.</summary>
/// <param name="PacketsIn">Datagrams received, of any kind.</param>
/// <param name="PacketsForwarded">RTP packets sent to receivers, repairs included.</param>
/// <param name="AllocatedBytes">Managed memory that the packet threads have allocated.</param>
/// <param name="Transports">Participants' transports that could be reached now.</param>
/// <param name="BuffersInUse">Packet buffers that are not in the pool.</param>
/// <param name="Streams">TCP connections that carry media or are about to.</param>
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
    int Streams,
    IReadOnlyDictionary<string, long> Drops);
