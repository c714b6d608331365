namespace DiemCau.Media.Streams;

/// <summary>
/// The 31 bits by which an endpoint names a stream: its place among those open, a count that tells it from those that had the place
/// before, and, for a relay, which of the announced addresses the peer is.
/// </summary>
internal static class StreamNumber
{
    public const int Places = 1 << PlaceBits;

    private const int PlaceBits = 12;
    private const int LineBits = 28;
    private const uint LineMask = (1u << LineBits) - 1;

    public static uint Of(int place, uint turn) => ((turn << PlaceBits) | (uint)place) & LineMask;

    public static int Place(uint number) => (int)(number & (Places - 1));

    public static uint Line(uint number) => number & LineMask;

    public static uint WithPeer(uint line, int peer) => line | ((uint)peer << LineBits);

    public static int Peer(uint number) => (int)(number >> LineBits);
}
