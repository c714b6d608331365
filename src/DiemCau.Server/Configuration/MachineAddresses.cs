using System.Net;
using System.Net.NetworkInformation;

namespace DiemCau.Server.Configuration;

internal static class MachineAddresses
{
    /// <summary>
    /// The machine's own addresses that somebody else can send to. A browser on this very machine reaches them, too, so loopback is
    /// only announced where there is nothing else; announced beside others it would make every remote client try its own machine.
    /// </summary>
    public static IReadOnlyList<IPAddress> Reachable()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network is { OperationalStatus: OperationalStatus.Up or OperationalStatus.Unknown, NetworkInterfaceType: not NetworkInterfaceType.Loopback })
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !IsLinkLocal(address))
            .OrderBy(address => address.AddressFamily) // IPv4 first: more of the state network can use it
            .ToList();
        return addresses.Count > 0 ? addresses : [IPAddress.Loopback];
    }

    /// <summary>169.254.0.0/16 (RFC 3927) and fe80::/10: what an interface gives itself, of use on its own wire only.</summary>
    private static bool IsLinkLocal(IPAddress address) => address.IsIPv6LinkLocal || address.GetAddressBytes() is [169, 254, _, _];
}
