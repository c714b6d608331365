namespace DiemCau.Media.Routing.Slots;

/// <summary>Counts what a slot sent: for its sender reports, and for the bandwidth estimate.</summary>
internal sealed class SlotMeter
{
    private long _countedAt;
    private uint _octetsBefore;

    public uint Packets { get; private set; }

    public uint Octets { get; private set; }

    public void Sent(int payloadLength)
    {
        Packets++;
        Octets += (uint)payloadLength;
    }

    public double TakeRate(long now)
    {
        var elapsed = now - _countedAt;
        if (elapsed <= 0)
        {
            return 0;
        }

        var rate = (Octets - _octetsBefore) * 8_000_000.0 / elapsed;
        _octetsBefore = Octets;
        _countedAt = now;
        return rate;
    }
}
