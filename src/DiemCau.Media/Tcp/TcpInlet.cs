using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>
/// Where one connection's datagrams enter the packet's way: at the worker that their transport lives on. What comes faster than any
/// participant sends is dropped here, so that a flood on one connection never fills an inbox that others need.
/// </summary>
internal sealed class TcpInlet(
    IReadOnlyList<TransportTable> workers, TransportDirectory directory, PacketPool pool, TcpCounters counters, uint number)
{
    private const long Window = 100_000;

    /// <summary>5,000 packets a second: 48 Mb/s, several times what a client with camera and screen sends.</summary>
    private const int PerWindow = 500;

    /// <summary>A stranger's checks; Chromium sends one every 50 ms per pair.</summary>
    private const int PerWindowBeforeProof = 20;

    private long _windowEnd;
    private int _inWindow;

    public void Deliver(in PeerAddress from, ReadOnlySpan<byte> datagram, long now)
    {
        var transport = directory.FindByAddress(from);
        if (now >= _windowEnd)
        {
            (_windowEnd, _inWindow) = (now + Window, 0);
        }

        if (++_inWindow > (transport is null ? PerWindowBeforeProof : PerWindow))
        {
            counters.CountFlood();
            return;
        }

        var buffer = pool.Rent();
        datagram.CopyTo(buffer.Writable);
        buffer.Length = datagram.Length;
        buffer.From = from;
        buffer.ReceivedAt = now;
        var table = transport?.Table ?? workers[(int)(number % (uint)workers.Count)];
        if (!table.TryPost(new DatagramMessage(DatagramMessageKind.Arrived, buffer)))
        {
            buffer.Release();
            counters.CountFlood();
        }
    }
}
