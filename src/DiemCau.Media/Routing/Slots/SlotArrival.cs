namespace DiemCau.Media.Routing.Slots;

/// <summary>Whether what begins to flow in one slot is something that its receiver has not been sent there before.</summary>
internal struct SlotArrival
{
    private string? _feed;
    private long _since;
    private Source? _reached;
    private long _reachedSince;
    private bool _isMeant;

    /// <summary>What the last one took from the programme's word until its first packet, in microseconds; null before.</summary>
    public long? Took { get; private set; }

    /// <summary>The slot is for a feed.</summary>
    /// <param name="appliedAt">Of the programme: that long ago at most the receiver has been shown this feed instead of another.</param>
    public void Expect(in Shown shown, long appliedAt)
    {
        _since = shown.Feed is { } next && _feed is not null && _feed != next.Name ? Math.Max(shown.Since, appliedAt)
            : shown.Feed?.Name == _feed ? Math.Max(_since, shown.Since)
            : shown.Since;
        _feed = shown.Feed?.Name;
        _isMeant = _feed is not null;
    }

    /// <summary>The slot is for a voice, or for none.</summary>
    public void ExpectVoice(Source? voice)
    {
        if (voice is null)
        {
            _reached = null; // whoever gets the slot next is somebody new
        }

        _isMeant = voice is not null;
        _since = voice?.Audience.Since ?? 0;
    }

    /// <returns>False for what the receiver has been sent there since the programme put it there, and for tiles.</returns>
    public bool TryTake(Source source, long now, out Arrival arrival)
    {
        arrival = new Arrival(_feed, source, _since, now);
        if (!_isMeant || (source == _reached && _since == _reachedSince))
        {
            return false;
        }

        (_reached, _reachedSince) = (source, _since);
        Took = Math.Max(0, now - _since);
        return true;
    }
}
