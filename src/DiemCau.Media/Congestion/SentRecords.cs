namespace DiemCau.Media.Congestion;

/// <summary>What became of a packet, as far as the receiver has told.</summary>
internal enum PacketFate : byte
{
    Unknown,
    Lost,
    Arrived,

    /// <summary>The report of it was lost; most of these packets arrived.</summary>
    Unreported,
}

internal struct SentRecord
{
    public long SentAt;
    public int Bytes;
    public ushort Number;

    /// <summary>The probe cluster it was sent in; 0: none.</summary>
    public byte Probe;
    public PacketFate Fate;
}

/// <summary>
/// The last 2,048 packets sent on one transport, by transport-wide number: ten seconds of a 2 Mbps line, one and a half of a 15 Mbps one,
/// both far more than feedback is late.
/// </summary>
internal sealed class SentRecords
{
    public const int Capacity = 2_048;

    private readonly SentRecord[] _records = new SentRecord[Capacity];
    private ushort _next;

    /// <returns>The number that the packet carries.</returns>
    public ushort Add(int bytes, byte probe, long now)
    {
        var number = ++_next; // never 0 for the first packet, so that an unused record matches nothing
        _records[number % Capacity] = new SentRecord { SentAt = now, Bytes = bytes, Number = number, Probe = probe };
        return number;
    }

    /// <returns>A null reference when the number was never sent or is forgotten.</returns>
    public ref SentRecord Find(ushort number)
    {
        ref var record = ref _records[number % Capacity];
        if (record.Number != number || record.Bytes == 0)
        {
            return ref System.Runtime.CompilerServices.Unsafe.NullRef<SentRecord>();
        }

        return ref record;
    }
}
