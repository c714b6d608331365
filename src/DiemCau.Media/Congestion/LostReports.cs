using System.Runtime.CompilerServices;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Congestion;

/// <summary>
/// Reports are lost as other packets are, and nobody sends them again. The numbers between two of them did not stay away: taken for that,
/// each lost report would look like a line that stood still for its time.
/// </summary>
internal sealed class LostReports(SentRecords records)
{
    private bool _hasBegun;
    private ushort _next;

    /// <returns>Bytes of the packets between the report before and this one, which no report tells of.</returns>
    public int BytesBefore(in TransportWideFeedback feedback)
    {
        var bytes = 0;
        var gap = _hasBegun ? (short)(feedback.BaseSequence - _next) : 0;
        for (var i = 0; i < Math.Min(gap, SentRecords.Capacity); i++)
        {
            ref var record = ref records.Find((ushort)(_next + i));
            if (!Unsafe.IsNullRef(ref record) && record.Fate == PacketFate.Unknown)
            {
                record.Fate = PacketFate.Unreported;
                bytes += record.Bytes;
            }
        }

        var end = (ushort)(feedback.BaseSequence + feedback.StatusCount);
        _next = _hasBegun && (short)(end - _next) <= 0 ? _next : end; // a report may be overtaken by the next one
        _hasBegun = true;
        return bytes;
    }
}
