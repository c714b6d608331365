namespace DiemCau.Media.Rtp;

/// <summary>
/// Finds what was lost between a publisher and the server and says what to ask for again (RFC 4585 generic NACK).
/// A gap is first asked for after two later packets or 15 ms (reordering is no loss), then once per round trip, at most ten times.
/// </summary>
internal sealed class NackRequester
{
    private const int Capacity = 512;
    private const int MaxTries = 10;
    private const int ReorderingPackets = 2;
    private const long ReorderingMicros = 15_000;
    private const long MinSpacingMicros = 10_000;
    private const long MaxAgeMicros = 2_000_000;

    /// <summary>More missing at once is an outage: a key frame costs less than asking for all of it.</summary>
    private const int MaxMissing = 500;

    /// <summary>A jump of more is another stream, not a loss.</summary>
    private const int MaxGap = 2_000;

    private readonly Missing[] _missing = new Missing[Capacity];
    private SequenceUnwrapper _unwrapper;
    private int _count;

    /// <summary>Set when packets were given up on: the picture cannot be repaired. Cleared by <see cref="OnKeyFrameRequested"/>.</summary>
    public bool NeedsKeyFrame { get; private set; }

    public int MissingCount => _count;

    /// <param name="isRepair">It came by RTX: it fills a gap but says nothing of what the network did after it.</param>
    /// <returns>False for a packet that was neither new nor missing (a duplicate, or one given up on).</returns>
    public bool OnPacket(ushort sequence, long now, bool isRepair = false)
    {
        if (!_unwrapper.IsStarted)
        {
            if (!isRepair)
            {
                _unwrapper.Unwrap(sequence);
            }

            return true;
        }

        var highest = _unwrapper.Highest;
        var unwrapped = _unwrapper.Peek(sequence);
        if (unwrapped <= highest)
        {
            return Remove(unwrapped);
        }

        _unwrapper.Unwrap(sequence);
        var gap = unwrapped - highest - 1;
        if (gap > MaxGap || _count + gap > MaxMissing)
        {
            Forget();
            return true;
        }

        for (var lost = highest + 1; lost < unwrapped; lost++)
        {
            _missing[_count++] = new Missing(lost, now);
        }

        return true;
    }

    /// <summary>Numbers to ask for now, in order. At most <paramref name="sequences"/>.Length; the rest comes with the next call.</summary>
    public int Collect(long now, long roundTrip, Span<ushort> sequences)
    {
        var spacing = Math.Max(roundTrip, MinSpacingMicros);
        GiveUp(now, spacing);
        var written = 0;
        for (var i = 0; i < _count && written < sequences.Length; i++)
        {
            ref var item = ref _missing[i];
            var due = item.Tries == 0
                ? _unwrapper.Highest - item.Sequence >= ReorderingPackets || now - item.Since >= ReorderingMicros
                : now - item.LastAsked >= spacing;
            if (due)
            {
                item.Tries++;
                item.LastAsked = now;
                sequences[written++] = (ushort)item.Sequence;
            }
        }

        return written;
    }

    public void OnKeyFrameRequested() => NeedsKeyFrame = false;

    /// <summary>Packets before a key frame are not needed for any picture after it.</summary>
    public void OnKeyFrame(ushort firstSequence)
    {
        if (_unwrapper.IsStarted)
        {
            DropBefore(_unwrapper.Peek(firstSequence));
            NeedsKeyFrame = false;
        }
    }

    private void GiveUp(long now, long spacing)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var item = _missing[i];
            if ((item.Tries >= MaxTries && now - item.LastAsked >= spacing) || now - item.Since > MaxAgeMicros)
            {
                NeedsKeyFrame = true;
            }
            else
            {
                _missing[kept++] = item;
            }
        }

        _count = kept;
    }

    private void DropBefore(long sequence)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_missing[i].Sequence >= sequence)
            {
                _missing[kept++] = _missing[i];
            }
        }

        _count = kept;
    }

    private bool Remove(long sequence)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_missing[i].Sequence == sequence)
            {
                Array.Copy(_missing, i + 1, _missing, i, _count - i - 1);
                _count--;
                return true;
            }
        }

        return false;
    }

    private void Forget()
    {
        _count = 0;
        NeedsKeyFrame = true;
    }

    private struct Missing(long sequence, long since)
    {
        public readonly long Sequence = sequence;
        public readonly long Since = since;
        public long LastAsked;
        public int Tries;
    }
}
