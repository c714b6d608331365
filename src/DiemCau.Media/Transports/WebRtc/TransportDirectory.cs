using System.Collections.Concurrent;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// Finds transports across workers: by the ufrag of a first check, and by addresses that were proven on another worker. Those that no check
/// ever reached live on no worker, so it is here that they end.
/// </summary>
internal sealed class TransportDirectory : ITicking
{
    private const long LookEvery = 1_000_000;

    private readonly ConcurrentDictionary<ulong, WebRtcTransport> _byUfrag = new();
    private readonly ConcurrentDictionary<PeerAddress, WebRtcTransport> _byAddress = new();
    private long _nextLook;

    public int Count => _byUfrag.Count;

    public void Announce(in IceCredentials local, WebRtcTransport transport)
    {
        if (TryKey(local, out var key))
        {
            _byUfrag[key] = transport;
        }
    }

    public void Withdraw(in IceCredentials local)
    {
        if (TryKey(local, out var key))
        {
            _byUfrag.TryRemove(key, out _);
        }
    }

    /// <param name="receiverUfrag">What stands before the colon in a check's USERNAME (RFC 8445 section 7.2.2).</param>
    public WebRtcTransport? FindByUfrag(ReadOnlySpan<byte> receiverUfrag) =>
        IceCredentials.TryParseUfrag(receiverUfrag, out var key) && _byUfrag.TryGetValue(key, out var transport) ? transport : null;

    public WebRtcTransport? FindByAddress(in PeerAddress address) => _byAddress.TryGetValue(address, out var transport) ? transport : null;

    public void Prove(in PeerAddress address, WebRtcTransport transport) => _byAddress[address] = transport;

    public void Forget(in PeerAddress address, WebRtcTransport transport) =>
        _byAddress.TryRemove(KeyValuePair.Create(address, transport));

    /// <summary>On one worker.</summary>
    public void Tick(long now)
    {
        if (now < _nextLook)
        {
            return;
        }

        _nextLook = now + LookEvery;
        foreach (var (_, transport) in _byUfrag)
        {
            transport.ExpireUnreached(now);
        }
    }

    private static bool TryKey(in IceCredentials local, out ulong key)
    {
        Span<byte> ufrag = stackalloc byte[64];
        var length = System.Text.Encoding.ASCII.GetBytes(local.Ufrag, ufrag);
        return IceCredentials.TryParseUfrag(ufrag[..length], out key);
    }
}
