using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

/// <summary>
/// Builds a compound packet into a buffer. Every method writes a whole packet or nothing and says which; never write past
/// <see cref="Capacity"/> bytes, leave the caller room for SRTCP's trailer.
/// </summary>
internal ref struct RtcpWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly int Capacity => _buffer.Length;

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    /// <param name="reports">At most 31.</param>
    public bool SenderReport(
        uint ssrc, ulong ntp, uint rtpTimestamp, uint packets, uint octets, scoped ReadOnlySpan<ReportBlock> reports = default)
    {
        if (!TryBegin(RtcpType.SenderReport, reports.Length, 24 + (reports.Length * ReportBlock.Length), out var body))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(body[4..], ntp);
        BinaryPrimitives.WriteUInt32BigEndian(body[12..], rtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(body[16..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(body[20..], octets);
        WriteReports(body[24..], reports);
        return true;
    }

    /// <param name="reports">At most 31.</param>
    public bool ReceiverReport(uint ssrc, scoped ReadOnlySpan<ReportBlock> reports)
    {
        if (!TryBegin(RtcpType.ReceiverReport, reports.Length, 4 + (reports.Length * ReportBlock.Length), out var body))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        WriteReports(body[4..], reports);
        return true;
    }

    /// <param name="cname">UTF-8, at most 255 bytes.</param>
    public bool Cname(uint ssrc, scoped ReadOnlySpan<byte> cname)
    {
        // SSRC, item header, text, at least one zero, then padded to 32 bits.
        var length = (4 + 2 + cname.Length + 1 + 3) & ~3;
        if (cname.Length > 255 || !TryBegin(RtcpType.SourceDescription, 1, length, out var body))
        {
            return false;
        }

        body.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        body[4] = 1;
        body[5] = (byte)cname.Length;
        cname.CopyTo(body[6..]);
        return true;
    }

    /// <summary>Generic NACK, numbers packed into PID/BLP pairs.</summary>
    /// <param name="lost">In ascending order (modulo wrap-around), not empty.</param>
    public bool Nack(uint senderSsrc, uint mediaSsrc, scoped ReadOnlySpan<ushort> lost)
    {
        var pairs = 0;
        for (var i = 0; i < lost.Length; pairs++)
        {
            i = PairEnd(lost, i, out _);
        }

        if (pairs == 0 || !TryBegin(RtcpType.TransportFeedback, FeedbackFormat.Nack, 8 + (4 * pairs), out var body))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(body, senderSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], mediaSsrc);
        var position = 8;
        for (var i = 0; i < lost.Length; position += 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(body[position..], lost[i]);
            i = PairEnd(lost, i, out var followers);
            BinaryPrimitives.WriteUInt16BigEndian(body[(position + 2)..], followers);
        }

        return true;
    }

    public bool PictureLoss(uint senderSsrc, uint mediaSsrc)
    {
        if (!TryBegin(RtcpType.PayloadFeedback, FeedbackFormat.PictureLoss, 8, out var body))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(body, senderSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], mediaSsrc);
        return true;
    }

    /// <param name="sequence">Raised by one for each new request to this source.</param>
    public bool FullIntra(uint senderSsrc, uint mediaSsrc, byte sequence)
    {
        if (!TryBegin(RtcpType.PayloadFeedback, FeedbackFormat.FullIntra, 16, out var body))
        {
            return false;
        }

        body.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(body, senderSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(body[8..], mediaSsrc);
        body[12] = sequence;
        return true;
    }

    /// <param name="sources">At most 255.</param>
    public bool Remb(uint senderSsrc, long bitsPerSecond, scoped ReadOnlySpan<uint> sources)
    {
        if (sources.Length > 255
            || !TryBegin(RtcpType.PayloadFeedback, FeedbackFormat.ApplicationLayer, 16 + (4 * sources.Length), out var body))
        {
            return false;
        }

        var exponent = 0;
        var mantissa = (ulong)Math.Max(0, bitsPerSecond);
        while (mantissa > 0x3FFFF)
        {
            mantissa >>= 1;
            exponent++;
        }

        BinaryPrimitives.WriteUInt32BigEndian(body, senderSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], 0);
        "REMB"u8.CopyTo(body[8..]);
        body[12] = (byte)sources.Length;
        body[13] = (byte)((exponent << 2) | (int)(mantissa >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(body[14..], (ushort)mantissa);
        for (var i = 0; i < sources.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body[(16 + (4 * i))..], sources[i]);
        }

        return true;
    }

    /// <param name="sources">1 to 31.</param>
    public bool Bye(scoped ReadOnlySpan<uint> sources)
    {
        if (!TryBegin(RtcpType.Bye, sources.Length, 4 * sources.Length, out var body))
        {
            return false;
        }

        for (var i = 0; i < sources.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body[(4 * i)..], sources[i]);
        }

        return true;
    }

    /// <summary>Takes over a packet built elsewhere, such as <see cref="TransportFeedbackRecorder"/>'s.</summary>
    public bool Append(scoped ReadOnlySpan<byte> packet)
    {
        if (packet.Length > _buffer.Length - Length)
        {
            return false;
        }

        packet.CopyTo(_buffer[Length..]);
        Length += packet.Length;
        return true;
    }

    private static void WriteReports(Span<byte> body, ReadOnlySpan<ReportBlock> reports)
    {
        for (var i = 0; i < reports.Length; i++)
        {
            reports[i].Write(body[(i * ReportBlock.Length)..]);
        }
    }

    /// <summary>Index of the first number that does not fit into the pair starting at <paramref name="start"/>.</summary>
    private static int PairEnd(ReadOnlySpan<ushort> lost, int start, out ushort followers)
    {
        followers = 0;
        var i = start + 1;
        for (; i < lost.Length; i++)
        {
            var distance = (ushort)(lost[i] - lost[start]);
            if (distance is 0 or > 16)
            {
                break;
            }

            followers |= (ushort)(1 << (distance - 1));
        }

        return i;
    }

    private bool TryBegin(RtcpType type, int count, int bodyLength, out Span<byte> body)
    {
        body = default;
        if (count > 31 || 4 + bodyLength > _buffer.Length - Length)
        {
            return false;
        }

        var packet = _buffer.Slice(Length, 4 + bodyLength);
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(bodyLength / 4));
        body = packet[4..];
        Length += packet.Length;
        return true;
    }
}
