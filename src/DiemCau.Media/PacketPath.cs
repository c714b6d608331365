using DiemCau.Media.Ice;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media;

/// <summary>
/// The packet's way on one worker, stage by stage. In: UDP or TCP → first-byte demultiplexing → ICE, DTLS or SRTP → RTP or RTCP → routing.
/// Out, at the end of a batch: fan → (per receiver) pace → rewrite → protect → batch. Behaviour lives in the stages; this is their order.
/// A fault costs what it showed itself in: a datagram, a receiver's share of a burst, a message.
/// </summary>
internal sealed class PacketPath : IDatagramPath, IInbox
{
    private readonly TransportTable _here;
    private readonly TransportDirectory _directory;
    private readonly WorkerRouting _routing;

    /// <param name="here">The transports of the worker.</param>
    /// <param name="directory">Those of all workers.</param>
    public PacketPath(TransportTable here, TransportDirectory directory, WorkerRouting routing)
    {
        _here = here;
        _directory = directory;
        _routing = routing;
        here.Worker.AddTicking(here);
        here.Worker.AddInbox(this);
    }

    int IInbox.Count => _here.Inbox.Count;

    bool IInbox.IsEmpty => _here.Inbox.IsEmpty;

    private Worker Worker => _here.Worker;

    /// <summary>
    /// A datagram from this worker's socket, or from a TCP connection (ICE-TCP, TURN), whose addresses differ from all UDP ones.
    /// </summary>
    public void Receive(PacketBuffer datagram, long now)
    {
        var counters = Worker.Counters;
        counters.PacketsIn++;
        counters.BytesIn += datagram.Length;
        var kind = Demultiplexer.Classify(datagram.Span);
        if (kind == DatagramKind.Stun)
        {
            ReceiveStun(datagram, now);
            return;
        }

        if (_here.Find(datagram.From) is { } here)
        {
            Dispatch(here, kind, datagram, now);
        }
        else if (_directory.FindByAddress(datagram.From) is { Table: { } table } elsewhere && table != _here)
        {
            HandOver(table, elsewhere, datagram);
        }
        else
        {
            counters.Drop(kind == DatagramKind.Unknown ? DropReason.NotWebRtc : DropReason.UnknownAddress);
        }
    }

    /// <inheritdoc/>
    public void Send(long now) => Send(_routing, now);

    /// <inheritdoc/>
    public long SendsAgainAt => _routing.WaitsUntil;

    /// <summary>
    /// The way out, for every stream that packets have come of: all of a frame to one receiver before the next, and voices behind pictures.
    /// </summary>
    public static void Send(WorkerRouting routing, long now)
    {
        var bursts = routing.Bursts;
        if (bursts.Count == 0)
        {
            return;
        }

        routing.WaitsUntil = long.MaxValue;
        foreach (var (shard, fan) in bursts)
        {
            if (!fan.IsAudio && !Waits(routing, fan.RestWaitedFor, now))
            {
                SendBurst(routing, fan, now);
                shard.PictureWent(now);
            }
        }

        foreach (var (shard, fan) in bursts)
        {
            if (fan.IsAudio && !Waits(routing, shard.PictureWaitedFor(fan, now), now))
            {
                SendBurst(routing, fan, now);
            }
        }

        bursts.RemoveAll(static burst => !burst.Fan.HasBurst);
    }

    /// <summary>Messages of other threads.</summary>
    void IInbox.Take(long now)
    {
        for (var left = _here.Inbox.Count; left > 0 && _here.Inbox.TryDequeue(out var message); left--)
        {
            try
            {
                switch (message.Kind)
                {
                    case DatagramMessageKind.Arrived:
                        Receive(message.Buffer, now);
                        break;
                    case DatagramMessageKind.HandedOver:
                        ReceiveHandedOver(message.Transport!, message.Buffer, now);
                        break;
                    default:
                        message.Transport!.SendRecords(message.Buffer.Span, message.Kind);
                        break;
                }
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Worker.Report(FaultyPart.Message, fault);
            }
            finally
            {
                message.Buffer.Release();
            }
        }
    }

    void IDatagramPath.Close(long now) => _here.CloseAll(now);

    private static bool Waits(WorkerRouting routing, long until, long now)
    {
        if (until <= now)
        {
            return false;
        }

        routing.WaitsUntil = Math.Min(routing.WaitsUntil, until);
        return true;
    }

    private static void SendBurst(WorkerRouting routing, StreamFan fan, long now)
    {
        try
        {
            var burst = fan.Burst;
            for (var i = fan.Slots.Count - 1; i >= 0; i--)
            {
                SendTo(fan.Slots[i], burst, now);
            }
        }
        catch (Exception fault) when (FaultLog.IsContained(fault))
        {
            routing.Worker.Report(FaultyPart.Stream, fault);
        }
        finally
        {
            fan.ClearBurst();
        }
    }

    private static void SendTo(ReceiveSlot slot, ReadOnlySpan<RoutedPacket> burst, long now)
    {
        try
        {
            foreach (ref readonly var packet in burst)
            {
                if (slot.Paces(packet, now))
                {
                    slot.Send(packet, now); // rewritten here; its transport protects it and puts it into the batch
                }
            }
        }
        catch (Exception fault) when (FaultLog.IsContained(fault))
        {
            slot.Failed(fault);
        }
    }

    /// <summary>A datagram of a transport that lives on this worker, from another worker's socket.</summary>
    private void ReceiveHandedOver(WebRtcTransport transport, PacketBuffer datagram, long now)
    {
        var kind = Demultiplexer.Classify(datagram.Span);
        if (kind == DatagramKind.Stun)
        {
            ReceiveStun(datagram, now);
        }
        else
        {
            Dispatch(transport, kind, datagram, now);
        }
    }

    private void Dispatch(WebRtcTransport transport, DatagramKind kind, PacketBuffer datagram, long now)
    {
        switch (kind)
        {
            case DatagramKind.Rtp:
                if (transport.TryUnprotectRtp(datagram, now))
                {
                    transport.Route(datagram, now);
                }

                break;
            case DatagramKind.Rtcp:
                if (transport.TryUnprotectRtcp(datagram, now))
                {
                    RtcpDispatch.Handle(transport, datagram.Span, now);
                }

                break;
            case DatagramKind.Dtls:
                transport.HandleDtls(datagram, now);
                break;
            default:
                Worker.Counters.Drop(DropReason.NotWebRtc);
                break;
        }
    }

    /// <summary>Only a check with a known ufrag and valid integrity makes or touches state (RFC 8445 section 7.3).</summary>
    private void ReceiveStun(PacketBuffer datagram, long now)
    {
        if (!StunMessage.TryParse(datagram.Span, out var message))
        {
            Worker.Counters.Drop(DropReason.StunMalformed);
            return;
        }

        if (message.Class is StunClass.Success or StunClass.Error)
        {
            ReceiveAnswer(datagram, message, now);
            return;
        }

        if (_directory.FindByUfrag(message.ReceiverUfrag) is not { } transport)
        {
            Worker.Counters.Drop(DropReason.StunUnknownUser);
            return;
        }

        if (transport.Table is { } table && table != _here)
        {
            HandOver(table, transport, datagram);
            return;
        }

        transport.HandleCheck(_here, message, datagram.From, now);
    }

    /// <summary>An answer names nobody: it is of whoever has checked from there.</summary>
    private void ReceiveAnswer(PacketBuffer datagram, in StunMessage answer, long now)
    {
        if (_here.Find(datagram.From) is { } here)
        {
            here.HandleAnswer(answer, datagram.From, now);
        }
        else if (_directory.FindByAddress(datagram.From) is { Table: { } table } elsewhere && table != _here)
        {
            HandOver(table, elsewhere, datagram);
        }
        else
        {
            Worker.Counters.Drop(DropReason.UnknownAddress);
        }
    }

    private void HandOver(TransportTable table, WebRtcTransport transport, PacketBuffer datagram)
    {
        datagram.AddReference();
        if (!table.TryPost(new DatagramMessage(DatagramMessageKind.HandedOver, datagram, transport)))
        {
            datagram.Release();
            Worker.Counters.Drop(DropReason.InboxFull);
        }
    }
}
