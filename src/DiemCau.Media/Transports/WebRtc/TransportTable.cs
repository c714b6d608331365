using DiemCau.Media.Udp;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>The transports of one worker. Only its thread calls this.</summary>
internal sealed class TransportTable
{
    private readonly Dictionary<PeerAddress, WebRtcTransport> _byAddress = [];
    private readonly List<WebRtcTransport> _all = [];

    public int Count => _all.Count;

    public WebRtcTransport? Find(in PeerAddress address) => _byAddress.TryGetValue(address, out var transport) ? transport : null;

    public void Add(WebRtcTransport transport) => _all.Add(transport);

    public void Remove(WebRtcTransport transport)
    {
        _all.Remove(transport);
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
            _all[i].Tick(now);
        }
    }

    public void CloseAll(long now)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            _all[i].Close(now);
        }
    }
}
