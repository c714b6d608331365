using DiemCau.Media.Turn;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>A TURN client on a TCP connection. It is proven while it holds an allocation.</summary>
internal sealed class TurnFraming(TurnSession session, TcpSendQueue queue, TcpInlet inlet, TimeProvider time) : ITcpFraming, IDisposable
{
    public bool TryReceive(ReadOnlySpan<byte> bytes, long now, out int consumed)
    {
        var frame = TurnFrame.Read(bytes);
        consumed = frame.Consumed;
        if (frame.Kind is TurnFrameKind.Incomplete or TurnFrameKind.Malformed)
        {
            return frame.Kind == TurnFrameKind.Incomplete;
        }

        Span<byte> response = stackalloc byte[TurnSession.MaximumResponse];
        var reaction = session.Handle(frame, new TurnTime(now, time.GetUtcNow().ToUnixTimeSeconds()), response);
        if (reaction.ResponseLength > 0)
        {
            queue.TrySend(default, response[..reaction.ResponseLength], now);
        }
        else if (reaction.Peer >= 0)
        {
            inlet.Deliver(session.Relayed.OnTcp(TcpNumber.WithPeer(queue.Number, reaction.Peer)), reaction.Payload, now);
        }

        return true;
    }

    public int Frame(PacketBuffer datagram, long now, Span<byte> destination)
    {
        if (datagram.From.IsOnTcp)
        {
            return session.TryWrap(TcpNumber.Peer(datagram.From.TcpNumber), datagram.Span, now, destination, out var length) ? length : 0;
        }

        datagram.Span.CopyTo(destination); // an answer of the session itself
        return datagram.Length;
    }

    public bool IsProven(long now) => session.IsAllocated(now);

    public void Dispose() => session.Dispose();
}
