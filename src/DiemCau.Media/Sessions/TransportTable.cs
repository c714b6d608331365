using DiemCau.Media.Udp;

namespace DiemCau.Media.Sessions;

/// <summary>The transports of one worker. Only its thread calls this.</summary>
internal sealed class TransportTable
{
    private readonly Dictionary<UdpEndpoint, Transport> byAddress = [];
    private readonly List<Transport> all = [];

    public int Count => all.Count;

    public Transport? Find(in UdpEndpoint address) => byAddress.TryGetValue(address, out var transport) ? transport : null;

    public void Add(Transport transport) => all.Add(transport);

    public void Remove(Transport transport)
    {
        all.Remove(transport);
    }

    public void Prove(in UdpEndpoint address, Transport transport) => byAddress[address] = transport;

    public void Forget(in UdpEndpoint address, Transport transport)
    {
        if (byAddress.TryGetValue(address, out var holder) && holder == transport)
        {
            byAddress.Remove(address);
        }
    }

    public void Tick(long now)
    {
        // Backwards: a transport may leave the table during its tick.
        for (var i = all.Count - 1; i >= 0; i--)
        {
            all[i].Tick(now);
        }
    }

    public void CloseAll(long now)
    {
        for (var i = all.Count - 1; i >= 0; i--)
        {
            all[i].Close(now);
        }
    }
}
