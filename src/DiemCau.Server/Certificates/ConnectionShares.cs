using System.Net;
using DiemCau.Server.Configuration;
using DiemCau.Server.MediaPlane;
using Microsoft.AspNetCore.Connections;

namespace DiemCau.Server.Certificates;

/// <summary>
/// How many connections one address may have open at once, whatever it does with them: an idle one costs up to 100 kB, and one address must
/// not take the places of all others. Whole provinces stand behind one address of the state network, so its share is large.
/// </summary>
internal sealed class ConnectionShares(Settings settings)
{
    private readonly Dictionary<UInt128, int> _ofNetwork = [];
    private readonly Lock _counting = new();
    private readonly HashSet<UInt128> _proxies = [.. settings.TrustedProxies.Select(HalfOpenConnections.NetworkOf)];
    private long _refused;

    /// <summary>Connections closed because their address had its share.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public ConnectionDelegate Bound(ConnectionDelegate next) => async connection =>
    {
        var network = HalfOpenConnections.NetworkOf((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        if (settings.ConnectionsOfAddress == 0 || _proxies.Contains(network))
        {
            await next(connection); // a reverse proxy brings everybody
            return;
        }

        if (!TryEnter(network))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(network);
        }
    };

    private bool TryEnter(UInt128 network)
    {
        lock (_counting)
        {
            var already = _ofNetwork.GetValueOrDefault(network);
            if (already >= settings.ConnectionsOfAddress)
            {
                _refused++;
                return false;
            }

            _ofNetwork[network] = already + 1;
            return true;
        }
    }

    private void Leave(UInt128 network)
    {
        lock (_counting)
        {
            if (--_ofNetwork[network] == 0)
            {
                _ofNetwork.Remove(network);
            }
        }
    }
}
