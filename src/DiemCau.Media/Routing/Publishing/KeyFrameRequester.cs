namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// Key frame requests towards one source. However many receivers wait, one request is pending; it is repeated until the key frame
/// comes, and key frames are not asked for more often than the source can afford. Those who join are mostly served from the cache of
/// the last one.
/// </summary>
/// <param name="interval">
/// One in so many microseconds on average, two at once: asking more often fills weak lines with key frames, but who switches just behind
/// one must not wait that long.
/// </param>
internal sealed class KeyFrameRequester(long interval = KeyFrameRequester.DefaultInterval)
{
    public const long DefaultInterval = 500_000;

    private const long MinRetry = 200_000;

    /// <summary>Ten requests at the least distance, of which not all can have been lost.</summary>
    private const long OverdueAfter = 2_500_000;
    private const long OverdueRetry = 1_000_000;

    private bool _isWanted;
    private bool _hasAsked;
    private long _lastAsked;
    private long _firstAsked;
    private long _paidUntil = long.MinValue / 2;

    public bool IsPending => _isWanted;

    /// <summary>It was asked for long ago, again and again.</summary>
    public bool IsOverdue(long now) => _isWanted && _hasAsked && now - _firstAsked > OverdueAfter;

    /// <summary>A receiver needs a key frame that begins after now.</summary>
    public void Want() => _isWanted = true;

    /// <summary>Nobody needs it any more.</summary>
    public void Cancel() => _isWanted = false;

    public void OnKeyFrame(long now)
    {
        // What the source sends by itself costs its line nothing that was asked for.
        if (_hasAsked)
        {
            _paidUntil = Math.Max(_paidUntil, now) + interval;
        }

        _isWanted = false;
        _hasAsked = false;
    }

    /// <returns>True when a PLI is to be sent now.</returns>
    public bool Poll(long now, long roundTrip)
    {
        if (!_isWanted
            || (_hasAsked && now - _lastAsked < Math.Max(2 * roundTrip, IsOverdue(now) ? OverdueRetry : MinRetry))
            || now < _paidUntil - interval)
        {
            return false;
        }

        _firstAsked = _hasAsked ? _firstAsked : now;
        _hasAsked = true;
        _lastAsked = now;
        return true;
    }
}
