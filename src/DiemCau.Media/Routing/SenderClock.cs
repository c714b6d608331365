namespace DiemCau.Media.Routing;

/// <summary>
/// A sender's media clock tied to this server's: at <paramref name="ServerTime"/> µs the stream's RTP timestamp was <paramref
/// name="Timestamp"/>.
/// </summary>
/// <param name="IsFromReport">From sender reports (exact between a participant's streams), not guessed from arrival.</param>
internal sealed record SenderClock(long ServerTime, uint Timestamp, int ClockRate, bool IsFromReport)
{
    public uint TimestampAt(long serverTime) => Timestamp + (uint)((serverTime - ServerTime) * ClockRate / 1_000_000);

    public long TimeOf(uint timestamp) => ServerTime + (long)(int)(timestamp - Timestamp) * 1_000_000 / ClockRate;
}
