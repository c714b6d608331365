namespace DiemCau.Media.Routing;

/// <summary>
/// A sender's media clock tied to this server's: at <paramref name="ServerTime"/> µs the stream's RTP timestamp was <paramref
/// name="Timestamp"/>.
/// </summary>
/// <param name="IsFromReport">From sender reports (exact between a participant's streams), not guessed from arrival.</param>
internal sealed record SenderClock(long ServerTime, uint Timestamp, int ClockRate, bool IsFromReport)
{
    /// <summary>Later than any queue on the way makes a packet.</summary>
    private const long FarAway = 3_000_000;

    /// <summary>Whether a packet that comes now shows that the sender's timestamps have jumped.</summary>
    public bool IsFarFrom(uint timestamp, long now) => Math.Abs(now - TimeOf(timestamp)) > FarAway;

    public uint TimestampAt(long serverTime) => Timestamp + (uint)((serverTime - ServerTime) * ClockRate / 1_000_000);

    public long TimeOf(uint timestamp) => ServerTime + (long)(int)(timestamp - Timestamp) * 1_000_000 / ClockRate;
}
