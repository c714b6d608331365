using System.Buffers.Binary;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Rtp;

/// <summary>
/// Receiver side of transport-wide congestion control: remembers when each transport-wide number arrived and reports it
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01). Call <see cref="TryBuild"/> every 50–100 ms until it says false.
/// </summary>
internal sealed class TransportFeedbackRecorder
{
    private const int Window = 4_096;
    private const int MaxStatuses = 512;
    private const int HeaderLength = 20;
    private const long Unknown = long.MinValue;
    private const int MicrosPerTick = 250;
    private const int TicksPerReference = 256;

    // A late packet may take the report back by so much at most; older ones are lost for the estimator anyway.
    private const int MaxReordering = 256;

    private readonly long[] _arrivals = new long[Window];
    private SequenceUnwrapper _unwrapper;
    private long _next;
    private long _end;
    private byte _feedbackCount;

    public TransportFeedbackRecorder() => Array.Fill(_arrivals, Unknown);

    /// <summary>Numbers, received or not, that no report has covered yet.</summary>
    public int Pending => (int)(_end - _next);

    public void Record(ushort sequence, long arrival)
    {
        var isFirst = !_unwrapper.IsStarted;
        var number = _unwrapper.Unwrap(sequence);
        if (isFirst)
        {
            _next = _end = number;
        }

        if (number >= _end)
        {
            Advance(number);
        }
        else if (number < _next)
        {
            if (_next - number > MaxReordering || _arrivals[number % Window] != Unknown)
            {
                return;
            }

            _next = number;
        }
        else if (_arrivals[number % Window] != Unknown)
        {
            return; // a duplicate: the first arrival is what the network did
        }

        _arrivals[number % Window] = arrival;
    }

    /// <summary>Writes one feedback packet about the oldest numbers not yet reported.</summary>
    /// <param name="rtcp">At least 64 bytes; a larger one takes up to 512 numbers.</param>
    /// <returns>False when there is nothing to report.</returns>
    public bool TryBuild(Span<byte> rtcp, uint senderSsrc, uint mediaSsrc, out int length)
    {
        length = 0;
        // Trailing losses are reported once something after them came; end − 1 was always received.
        if (_next >= _end || rtcp.Length < 64)
        {
            return false;
        }

        // Worst case per number: two bytes of delta and two bits of status.
        var limit = (int)Math.Min(Math.Min(MaxStatuses, (rtcp.Length - HeaderLength - 8) * 4 / 10), _end - _next);
        Span<byte> symbols = stackalloc byte[MaxStatuses];
        Span<short> deltas = stackalloc short[MaxStatuses];
        var first = FirstReceived();
        var reference = FloorDivide(_arrivals[first % Window] / MicrosPerTick, TicksPerReference);
        var ticks = reference * TicksPerReference;
        var count = 0;
        var deltaCount = 0;
        for (; count < limit; count++)
        {
            var arrival = _arrivals[(_next + count) % Window];
            if (arrival == Unknown)
            {
                symbols[count] = TransportWideFeedback.StatusChunk.NotReceived;
                continue;
            }

            var delta = (arrival / MicrosPerTick) - ticks;
            if (delta is < short.MinValue or > short.MaxValue)
            {
                break;
            }

            ticks += delta;
            symbols[count] = (byte)(delta is >= 0 and <= 255
                ? TransportWideFeedback.StatusChunk.SmallDelta
                : TransportWideFeedback.StatusChunk.LargeDelta);
            deltas[deltaCount++] = (short)delta;
        }

        var position = HeaderLength + WriteChunks(symbols[..count], rtcp[HeaderLength..]);
        position += WriteDeltas(symbols[..count], deltas, rtcp[position..]);
        var padding = -position & 3;
        rtcp.Slice(position, padding).Clear();
        if (padding > 0)
        {
            rtcp[position + padding - 1] = (byte)padding;
        }

        length = position + padding;
        rtcp[0] = (byte)(0x80 | (padding > 0 ? 0x20 : 0) | FeedbackFormat.TransportWide);
        rtcp[1] = (byte)RtcpType.TransportFeedback;
        BinaryPrimitives.WriteUInt16BigEndian(rtcp[2..], (ushort)((length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(rtcp[4..], senderSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(rtcp[8..], mediaSsrc);
        BinaryPrimitives.WriteUInt16BigEndian(rtcp[12..], (ushort)_next);
        BinaryPrimitives.WriteUInt16BigEndian(rtcp[14..], (ushort)count);
        BinaryPrimitives.WriteUInt32BigEndian(rtcp[16..], ((uint)reference << 8) | _feedbackCount++);
        _next += count;
        return true;
    }

    private static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);

    private static int WriteChunks(ReadOnlySpan<byte> symbols, Span<byte> destination)
    {
        var position = 0;
        for (var i = 0; i < symbols.Length; position += 2)
        {
            var rest = symbols[i..];
            var run = rest.IndexOfAnyExcept(rest[0]);
            run = run < 0 ? rest.Length : run;
            var twoBit = rest[..Math.Min(14, rest.Length)].Contains((byte)TransportWideFeedback.StatusChunk.LargeDelta);
            var vector = Math.Min(twoBit ? 7 : 14, rest.Length);
            ushort chunk;
            if (run >= vector)
            {
                run = Math.Min(run, 0x1FFF);
                chunk = (ushort)((rest[0] << 13) | run);
                i += run;
            }
            else
            {
                var bits = 0;
                for (var k = 0; k < vector; k++)
                {
                    bits |= twoBit ? rest[k] << (12 - (2 * k)) : rest[k] << (13 - k);
                }

                chunk = (ushort)(0x8000 | (twoBit ? 0x4000 : 0) | bits);
                i += vector;
            }

            BinaryPrimitives.WriteUInt16BigEndian(destination[position..], chunk);
        }

        return position;
    }

    private static int WriteDeltas(ReadOnlySpan<byte> symbols, ReadOnlySpan<short> deltas, Span<byte> destination)
    {
        var position = 0;
        var taken = 0;
        foreach (var symbol in symbols)
        {
            if (symbol == TransportWideFeedback.StatusChunk.SmallDelta)
            {
                destination[position++] = (byte)deltas[taken++];
            }
            else if (symbol == TransportWideFeedback.StatusChunk.LargeDelta)
            {
                BinaryPrimitives.WriteInt16BigEndian(destination[position..], deltas[taken++]);
                position += 2;
            }
        }

        return position;
    }

    private long FirstReceived()
    {
        for (var number = _next; number < _end; number++)
        {
            if (_arrivals[number % Window] != Unknown)
            {
                return number;
            }
        }

        throw new InvalidOperationException("The last recorded number is always received.");
    }

    private void Advance(long number)
    {
        // Beyond the window nothing can be told apart any more: start again there.
        if (number - _end >= Window / 2)
        {
            Array.Fill(_arrivals, Unknown);
            _next = number;
        }
        else
        {
            for (var skipped = _end; skipped <= number; skipped++)
            {
                _arrivals[skipped % Window] = Unknown;
            }
        }

        _end = number + 1;
        _next = Math.Max(_next, _end - (Window / 2));
    }
}
