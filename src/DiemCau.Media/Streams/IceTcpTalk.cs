using DiemCau.Media.Sessions;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Streams;

/// <summary>A WebRTC client's packets over TCP, as they are (RFC 6544). It is proven when a check over it was valid.</summary>
internal sealed class IceTcpTalk(UdpEndpoint peer, StreamInlet inlet, TransportDirectory directory) : IStreamTalk
{
    public bool TryReceive(ReadOnlySpan<byte> bytes, long now, out int consumed)
    {
        if (!IceTcpFrame.TryRead(bytes, out var datagram, out consumed))
        {
            return false;
        }

        if (!datagram.IsEmpty)
        {
            inlet.Deliver(peer, datagram, now);
        }

        return true;
    }

    public int Frame(PacketBuffer datagram, long now, Span<byte> destination) => IceTcpFrame.Write(datagram.Span, destination);

    public bool IsProven(long now) => directory.FindByAddress(peer) is not null;
}
