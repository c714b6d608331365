using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>A WebRTC client's packets over TCP, as they are (RFC 6544). It is proven when a check over it was valid.</summary>
internal sealed class IceTcpFraming(PeerAddress peer, TcpInlet inlet, TransportDirectory directory) : ITcpFraming
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
