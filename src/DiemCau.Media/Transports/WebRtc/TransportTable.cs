using DiemCau.Media.Observability;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// The transports of one worker, by every address they have proven, and what they need of it. But for what is marked otherwise, only its
/// thread calls this.
/// </summary>
internal sealed class TransportTable(Worker worker, DatagramOutlet outlet) : ITicking
{
    private const int InboxCapacity = 8_192;

    private readonly Dictionary<PeerAddress, WebRtcTransport> _byAddress = [];
    private readonly List<WebRtcTransport> _all = [];

    public Worker Worker { get; } = worker;

    /// <summary>Where their datagrams leave.</summary>
    public DatagramOutlet Outlet { get; } = outlet;

    /// <summary>Datagrams that other threads have for them.</summary>
    public BoundedQueue<DatagramMessage> Inbox { get; } = new(InboxCapacity);

    /// <summary>Hands over a datagram with its reference. Any thread.</summary>
    /// <returns>False when the worker is too far behind; the caller keeps the reference.</returns>
    public bool TryPost(in DatagramMessage message)
    {
        if (!Inbox.TryEnqueue(message))
        {
            return false;
        }

        Worker.Wake();
        return true;
    }

    public WebRtcTransport? Find(in PeerAddress address) => _byAddress.TryGetValue(address, out var transport) ? transport : null;

    public void Add(WebRtcTransport transport)
    {
        _all.Add(transport);
        Worker.Residents++;
    }

    public void Remove(WebRtcTransport transport)
    {
        if (_all.Remove(transport))
        {
            Worker.Residents--;
        }
    }

    public void Prove(in PeerAddress address, WebRtcTransport transport) => _byAddress[address] = transport;

    public void Forget(in PeerAddress address, WebRtcTransport transport)
    {
        if (_byAddress.TryGetValue(address, out var holder) && holder == transport)
        {
            _byAddress.Remove(address);
        }
    }

    public void Tick(long now)
    {
        // Backwards: a transport may leave the table during its tick.
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var transport = _all[i];
            try
            {
                transport.Tick(now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                transport.Failed(fault);
            }
        }
    }

    public void CloseAll(long now)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var transport = _all[i];
            try
            {
                transport.Close(now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                transport.Failed(fault);
            }
        }
    }
}
