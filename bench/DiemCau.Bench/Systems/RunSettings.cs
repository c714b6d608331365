using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace DiemCau.Bench.Systems;

/// <summary>How the servers of a run are started.</summary>
/// <param name="Port">The first of three: HTTPS, media, Janus's WebSocket.</param>
/// <param name="Workers">Media threads of DiemCau; 0: one per core.</param>
/// <param name="EventLoops">Of Janus; 0: one thread per peer.</param>
/// <param name="Threads">Of the load generator.</param>
internal sealed record RunSettings(int Port, int Workers, int EventLoops, int Threads)
{
    public int JanusMediaPorts => 24_000;

    /// <summary>
    /// Where both servers are reached: an address of this machine that is not on the loopback interface, because Janus passes that over.
    /// What is sent to it goes over the loopback interface all the same.
    /// </summary>
    public IPAddress Address { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork, IPAddress.Loopback);
}
