namespace DiemCau.Media.Tcp;

/// <summary>
/// The 31 bits by which a peer address names a TCP connection: its place among those open, a count that tells it from those that had the
/// place before, and, for a relay, which of the announced addresses the peer is.
/// </summary>
internal static class TcpNumber
{
    public const int Places = 1 << PlaceBits;

    private const int PlaceBits = 12;
    private const int ConnectionBits = 28;
    private const uint ConnectionMask = (1u << ConnectionBits) - 1;

    public static uint Of(int place, uint turn) => ((turn << PlaceBits) | (uint)place) & ConnectionMask;

    public static int Place(uint number) => (int)(number & (Places - 1));

    public static uint Connection(uint number) => number & ConnectionMask;

    public static uint WithPeer(uint connection, int peer) => connection | ((uint)peer << ConnectionBits);

    public static int Peer(uint number) => (int)(number >> ConnectionBits);
}
