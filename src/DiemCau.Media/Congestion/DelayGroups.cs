namespace DiemCau.Media.Congestion;

/// <param name="Sent">Microseconds between the last packets sent of two groups.</param>
/// <param name="Arrived">Microseconds between their arrivals.</param>
internal readonly record struct GroupDelta(long Sent, long Arrived);

/// <summary>
/// Puts packets sent within 5 ms into one group and tells how much further apart two groups arrived than they were sent
/// (draft-ietf-rmcat-gcc-02 section 5.2). Within a group the sender's own burst would look like a queue of the network.
/// </summary>
internal sealed class DelayGroups
{
    private const long GroupSpan = 5_000;
    private const long LongestBurst = 100_000;
    private const int ReorderingsBeforeReset = 3;

    private Group _current;
    private Group _previous;
    private int _reorderings;

    /// <returns>True when a group was completed and another one is there to compare it with.</returns>
    public bool TryAdd(long sentAt, long arrivedAt, out GroupDelta delta)
    {
        delta = default;
        if (!_current.IsUsed)
        {
            _current = new Group(sentAt, arrivedAt);
            return false;
        }

        if (sentAt < _current.FirstSent)
        {
            return false; // overtaken: its delay says nothing about a queue that grows
        }

        if (!BeginsGroup(sentAt, arrivedAt))
        {
            _current.Extend(sentAt, arrivedAt);
            return false;
        }

        var complete = TryCompare(out delta);
        _previous = _current;
        _current = new Group(sentAt, arrivedAt);
        return complete;
    }

    private bool TryCompare(out GroupDelta delta)
    {
        delta = default;
        if (!_previous.IsUsed)
        {
            return false;
        }

        delta = new GroupDelta(_current.LastSent - _previous.LastSent, _current.LastArrived - _previous.LastArrived);
        if (delta.Arrived >= 0)
        {
            _reorderings = 0;
            return true;
        }

        // Groups that overtake each other again and again: the receiver's clock was set, or the path changed.
        if (++_reorderings >= ReorderingsBeforeReset)
        {
            _reorderings = 0;
            _current = default;
        }

        return false;
    }

    private bool BeginsGroup(long sentAt, long arrivedAt)
    {
        var apart = arrivedAt - _current.LastArrived;
        var sentApart = sentAt - _current.LastSent;
        if (sentApart == 0)
        {
            return false;
        }

        // Packets that waited together (a radio's pause) arrive together; that is one event, not a shrinking queue.
        var waitedTogether = apart - sentApart < 0 && apart <= GroupSpan && arrivedAt - _current.FirstArrived < LongestBurst;
        return !waitedTogether && sentAt - _current.FirstSent > GroupSpan;
    }

    private struct Group(long sentAt, long arrivedAt)
    {
        public readonly long FirstSent = sentAt;
        public readonly long FirstArrived = arrivedAt;
        public long LastSent = sentAt;
        public long LastArrived = arrivedAt;
        public readonly bool IsUsed = true;

        public void Extend(long sent, long arrived)
        {
            LastSent = Math.Max(LastSent, sent);
            LastArrived = Math.Max(LastArrived, arrived);
        }
    }
}
