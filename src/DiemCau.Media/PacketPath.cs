using DiemCau.Media.Ice;
using DiemCau.Media.Observability;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media;

/// <summary>
/// The packet's way, stage by stage: UDP → first-byte demultiplexing → ICE, DTLS or SRTP → RTP or RTCP → routing → (per receiver)
/// rewriting → SRTP → UDP. Behaviour lives in the stages; this is their order.
/// </summary>
internal static class PacketPath
{
    /// <summary>Copies of voice packets further back come too late to be played.</summary>
    private const int LongestWayBack = 2;

    /// <summary>
    /// A datagram from this worker's socket, or from a TCP connection (ICE-TCP, TURN), whose addresses differ from all UDP ones.
    /// </summary>
    public static void Receive(MediaWorker worker, PacketBuffer datagram, long now)
    {
        var counters = worker.Counters;
        counters.PacketsIn++;
        counters.BytesIn += datagram.Length;
        var kind = Demultiplexer.Classify(datagram.Span);
        if (kind == DatagramKind.Stun)
        {
            ReceiveStun(worker, datagram, now);
            return;
        }

        if (worker.Transports.Find(datagram.From) is { } here)
        {
            Dispatch(worker, here, kind, datagram, now);
        }
        else if (worker.Directory.FindByAddress(datagram.From) is { Owner: { } owner } elsewhere && owner != worker)
        {
            HandOver(worker, owner, elsewhere, datagram);
        }
        else
        {
            counters.Drop(kind == DatagramKind.Unknown ? DropReason.NotWebRtc : DropReason.UnknownAddress);
        }
    }

    /// <summary>A datagram of a transport that lives on this worker, from another worker's socket.</summary>
    public static void ReceiveHandedOver(MediaWorker worker, WebRtcTransport transport, PacketBuffer datagram, long now)
    {
        var kind = Demultiplexer.Classify(datagram.Span);
        if (kind == DatagramKind.Stun)
        {
            ReceiveStun(worker, datagram, now);
        }
        else
        {
            Dispatch(worker, transport, kind, datagram, now);
        }
    }

    private static void Dispatch(MediaWorker worker, WebRtcTransport transport, DatagramKind kind, PacketBuffer datagram, long now)
    {
        switch (kind)
        {
            case DatagramKind.Rtp:
                if (transport.TryUnprotectRtp(datagram) && transport.Publisher.TryAccept(datagram, now, out var packet))
                {
                    RouteRecovered(worker, transport, packet);
                    transport.Conference.Route(worker, packet);
                }

                break;
            case DatagramKind.Rtcp:
                if (transport.TryUnprotectRtcp(datagram))
                {
                    transport.HandleRtcp(datagram.Span, now);
                }

                break;
            case DatagramKind.Dtls:
                transport.HandleDtls(datagram, now);
                break;
            default:
                worker.Counters.Drop(DropReason.NotWebRtc);
                break;
        }
    }

    /// <summary>Voices that were lost and are inside this packet once more (RFC 2198) go first.</summary>
    private static void RouteRecovered(MediaWorker worker, WebRtcTransport transport, in Routing.RoutedPacket packet)
    {
        for (var back = packet.Redundancy == 0 ? 0 : LongestWayBack; back > 0; back--)
        {
            if (transport.Publisher.TryRecover(packet, back, out var earlier))
            {
                transport.Conference.Route(worker, earlier);
            }
        }
    }

    /// <summary>Only a check with a known ufrag and valid integrity makes or touches state (RFC 8445 section 7.3).</summary>
    private static void ReceiveStun(MediaWorker worker, PacketBuffer datagram, long now)
    {
        if (!StunMessage.TryParse(datagram.Span, out var message))
        {
            worker.Counters.Drop(DropReason.StunMalformed);
            return;
        }

        if (worker.Directory.FindByUfrag(message.ReceiverUfrag) is not { } transport)
        {
            worker.Counters.Drop(DropReason.StunUnknownUser);
            return;
        }

        var owner = transport.Owner;
        if (owner is not null && owner != worker)
        {
            HandOver(worker, owner, transport, datagram);
            return;
        }

        transport.HandleCheck(worker, message, datagram.From, now);
    }

    private static void HandOver(MediaWorker from, MediaWorker owner, WebRtcTransport transport, PacketBuffer datagram)
    {
        datagram.AddReference();
        if (!owner.TryPost(new WorkerMessage(WorkerMessageKind.Datagram, datagram, transport)))
        {
            datagram.Release();
            from.Counters.Drop(DropReason.InboxFull);
        }
    }
}
