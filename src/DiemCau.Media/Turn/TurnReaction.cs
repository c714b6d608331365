namespace DiemCau.Media.Turn;

/// <summary>What a TURN frame leads to: an answer, a datagram for a peer, or nothing.</summary>
/// <param name="responseLength">Bytes of the answer that were written; 0 for none.</param>
/// <param name="peer">The number of the peer that <see cref="Payload"/> is for; -1 for none.</param>
internal readonly ref struct TurnReaction(int responseLength, int peer = -1, ReadOnlySpan<byte> payload = default)
{
    public int ResponseLength => responseLength;

    public int Peer => peer;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public static TurnReaction None => new(0);
}

/// <param name="Microseconds">Of the monotonic clock.</param>
/// <param name="UnixSeconds">For credentials, which are dated.</param>
internal readonly record struct TurnTime(long Microseconds, long UnixSeconds);
