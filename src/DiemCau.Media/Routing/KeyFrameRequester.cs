namespace DiemCau.Media.Routing;

/// <summary>
/// Key frame requests towards one source. However many receivers wait, one request is pending; it is repeated until the key frame
/// comes, and key frames are not asked for more often than the source can afford.
/// </summary>
internal sealed class KeyFrameRequester(long minInterval = KeyFrameRequester.DefaultInterval)
{
    /// <summary>
    /// Somebody who switches waits at most this long for a key frame; asking more often fills weak lines with key frames. Those that the
    /// source sends by itself do not count: who has just come has not got them. Those who join are mostly served from the cache of the last.
    /// </summary>
    public const long DefaultInterval = 500_000;

    private const long MinRetry = 200_000;

    private bool isWanted;
    private bool hasAsked;
    private long lastAsked;
    private bool hasBeenGiven;
    private long lastGiven;

    public bool IsPending => isWanted;

    /// <summary>A receiver needs a key frame that begins after now.</summary>
    public void Want() => isWanted = true;

    /// <summary>Nobody needs it any more.</summary>
    public void Cancel() => isWanted = false;

    public void OnKeyFrame(long now)
    {
        if (hasAsked)
        {
            hasBeenGiven = true;
            lastGiven = now;
        }

        isWanted = false;
        hasAsked = false;
    }

    /// <returns>True when a PLI is to be sent now.</returns>
    public bool Poll(long now, long roundTrip)
    {
        if (!isWanted
            || (hasAsked && now - lastAsked < Math.Max(2 * roundTrip, MinRetry))
            || (hasBeenGiven && now - lastGiven < minInterval))
        {
            return false;
        }

        hasAsked = true;
        lastAsked = now;
        return true;
    }

    /// <summary>When <see cref="Poll"/> may say yes; <see cref="long.MaxValue"/> when nothing is wanted.</summary>
    public long NextDue(long roundTrip)
    {
        if (!isWanted)
        {
            return long.MaxValue;
        }

        var due = hasAsked ? lastAsked + Math.Max(2 * roundTrip, MinRetry) : long.MinValue;
        return hasBeenGiven ? Math.Max(due, lastGiven + minInterval) : due;
    }
}
