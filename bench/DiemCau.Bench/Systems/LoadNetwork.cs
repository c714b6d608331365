using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench.Systems;

/// <summary>
/// The threads of the load generator. Those of receivers leave the processor to the server: in an office they run on other machines, and
/// the kernel stamps when a packet has come. Who publishes does so in time.
/// </summary>
internal sealed class LoadNetwork(int threads) : IDisposable
{
    private const int OfReceivers = 10;

    public PeerNetwork Publishers { get; } = new();

    public PeerNetwork Receivers { get; } = new(threads, nice: OfReceivers);

    public void Dispose()
    {
        Publishers.Dispose();
        Receivers.Dispose();
    }
}
