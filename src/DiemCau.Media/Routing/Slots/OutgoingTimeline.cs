using DiemCau.Media.Rtp;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// One receive slot's RTP sequence and timestamp space: whatever source flows in it, the receiver sees one stream (media conventions in
/// docs/protocol.md). Source sequence numbers are unwrapped by the source's own <see cref="SequenceUnwrapper"/>.
/// </summary>
internal sealed class OutgoingTimeline
{
    /// <summary>An alignment that far from the elapsed time is a broken sender clock, not lateness.</summary>
    private const long MaxAlignmentError = 2_000_000;

    /// <summary>
    /// Timestamps of one source that step back by more have jumped: frames that are sent out of their order (H.264's B-frames) are not that
    /// far apart.
    /// </summary>
    private const long MaxStepBack = 500_000;

    /// <summary>… and those that run ahead of the time that has passed by more: a receiver would wait for their hour to come.</summary>
    private const long MaxStepAhead = 1_000_000;

    private readonly ContiguousNumbers _sequences = new();
    private readonly int _clockRate;
    private readonly uint _frameTicks;
    private long _nextSequence;
    private uint _timestampShift;
    private uint _shiftBefore;
    private long _shiftedFrom;
    private long _newestSource;
    private uint _newestTimestamp;
    private long _newestAt;
    private bool _newestEndsFrame = true;
    private bool _hasSource;
    private bool _hasSent;

    /// <param name="frameTicks">The least distance between frames of two sources: 3000 at 90 kHz, 960 at 48 kHz.</param>
    public OutgoingTimeline(int clockRate, uint frameTicks, ushort firstSequence, uint firstTimestamp)
    {
        _clockRate = clockRate;
        _frameTicks = frameTicks;
        _nextSequence = 0x1_0000 + firstSequence;
        _newestTimestamp = firstTimestamp;
    }

    /// <summary>Outgoing timestamp minus the current source's.</summary>
    public uint TimestampShift => _timestampShift;

    /// <summary>Highest outgoing sequence number sent; meaningful after the first packet.</summary>
    public ushort HighestSequence => (ushort)(_nextSequence - 1);

    public uint NewestTimestamp => _newestTimestamp;

    /// <summary>The current source's timestamps as outgoing ones, for its sender reports.</summary>
    public uint MapTimestamp(uint timestamp) => timestamp + _timestampShift;

    /// <summary>An outgoing timestamp back in the current source's terms, to align the next source with.</summary>
    public uint UnmapTimestamp(uint outgoing) => outgoing - _timestampShift;

    /// <summary>Another source (or another layer) flows from its packet <paramref name="firstSequence"/> on.</summary>
    /// <param name="alignedTimestamp">
    /// The outgoing timestamp that the first packet should get when both senders' reports are known: the previous source's clock at the
    /// same instant, through <see cref="MapTimestamp"/>. Null: time elapsed on the server's clock decides.
    /// </param>
    public void BeginSource(long firstSequence, uint firstTimestamp, long now, uint? alignedTimestamp = null)
    {
        // A receiver takes an unfinished frame and the next one for the same frame unless a number is missing between them.
        var skip = _hasSource && !_newestEndsFrame ? 1 : 0;
        _nextSequence += skip;
        _sequences.Begin(firstSequence, _nextSequence);
        _timestampShift = FirstOutgoing(now, alignedTimestamp) - firstTimestamp;
        _newestSource = firstSequence;
        _shiftedFrom = long.MinValue;
        _hasSource = true;
        _newestEndsFrame = true;
    }

    /// <param name="endsFrame">The marker bit for video; always true for audio.</param>
    /// <returns>False when the packet is older than the switch to its source, or was dropped.</returns>
    public bool TryMap(long sequence, uint timestamp, bool endsFrame, long now, out ushort outgoingSequence, out uint outgoingTimestamp)
    {
        outgoingSequence = 0;
        outgoingTimestamp = 0;
        if (!_sequences.TryMap(sequence, out var mapped))
        {
            return false;
        }

        if (sequence > _newestSource)
        {
            FollowJump(sequence, timestamp, now);
            _newestSource = sequence;
        }

        outgoingTimestamp = timestamp + ShiftOf(sequence, timestamp);

        outgoingSequence = (ushort)mapped;
        if (mapped >= _nextSequence)
        {
            _nextSequence = mapped + 1;
            _newestEndsFrame = endsFrame;
        }

        if (!_hasSent || (int)(outgoingTimestamp - _newestTimestamp) > 0)
        {
            _newestTimestamp = outgoingTimestamp;
            _newestAt = now;
        }

        _hasSent = true;
        return true;
    }

    /// <summary>
    /// A packet of the current source that is deliberately not sent. Its number is closed up when nothing is missing before it.
    /// </summary>
    /// <param name="endsFrame">Set when the marker is dropped with it: what was sent before is then all there is of its frame.</param>
    /// <returns>False when a hole stays, which the receiver takes for a loss.</returns>
    public bool Drop(long sequence, bool endsFrame = false)
    {
        var closed = _sequences.TryDrop(sequence);
        _newestEndsFrame |= closed && endsFrame;
        return closed;
    }

    /// <summary>A source may set its clock, or begin anew under the same name: receivers see its frames go on.</summary>
    private void FollowJump(long sequence, uint timestamp, long now)
    {
        if (!_hasSent)
        {
            return;
        }

        var step = (long)(int)(timestamp + _timestampShift - _newestTimestamp) * 1_000_000 / _clockRate;
        if (step >= -MaxStepBack && step - (now - _newestAt) <= MaxStepAhead)
        {
            return;
        }

        _shiftBefore = _timestampShift;
        _shiftedFrom = sequence;
        _timestampShift = FirstOutgoing(now, null) - timestamp;
    }

    /// <summary>A packet that comes late may be of before the jump, or of the frame that it began with.</summary>
    private uint ShiftOf(long sequence, uint timestamp) =>
        sequence < _shiftedFrom && DistanceOf(timestamp + _shiftBefore) < DistanceOf(timestamp + _timestampShift) ? _shiftBefore : _timestampShift;

    private long DistanceOf(uint outgoing) => Math.Abs((long)(int)(outgoing - _newestTimestamp));

    private uint FirstOutgoing(long now, uint? alignedTimestamp)
    {
        if (!_hasSent)
        {
            return alignedTimestamp ?? _newestTimestamp;
        }

        var elapsed = Math.Max(0, now - _newestAt);
        var byServerClock = unchecked(_newestTimestamp + (uint)(elapsed * _clockRate / 1_000_000));
        var chosen = byServerClock;
        if (alignedTimestamp is { } aligned)
        {
            var errorTicks = (long)(int)(aligned - byServerClock);
            chosen = Math.Abs(errorTicks) * 1_000_000 / _clockRate <= MaxAlignmentError ? aligned : byServerClock;
        }

        // Never backwards, and never two frames at one instant.
        return (int)(chosen - _newestTimestamp) < (int)_frameTicks ? _newestTimestamp + _frameTicks : chosen;
    }
}
