namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// Who hears a microphone: all, when it is among the loudest; the listeners of a private word, and then nobody else; or nobody. What was
/// said for one audience must not reach another: words that are under way when it changes, and copies of words in later packets (RFC 2198).
/// Written by the control side, read by the publisher's, the receivers' and the selecting workers.
/// </summary>
internal sealed class VoiceAudience
{
    /// <summary>
    /// After a private word nobody hears the microphone for so long: more than lines and jitter buffers hold, less than it takes to go on.
    /// </summary>
    private const long Pause = 400_000;

    /// <summary>Copies in a packet are of words so long ago at most: RFC 2198's offset is 14 bits of 48 kHz.</summary>
    private const long LongestCopy = 341_334;

    private volatile IReadOnlySet<Guid>? _listeners;
    private volatile bool _isAllowed;
    private long _since;
    private long _opensAt;

    /// <summary>The programme lets it be heard by all.</summary>
    public bool IsAllowed => _isAllowed;

    /// <summary>The only ones who hear it; null: it is no private word.</summary>
    public IReadOnlySet<Guid>? Listeners => _listeners;

    /// <summary>When the programme last let it be heard, by all or by these.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <param name="isAllowed">By all.</param>
    /// <param name="listeners">Not null: by these alone.</param>
    public void Set(bool isAllowed, IReadOnlySet<Guid>? listeners, long now)
    {
        var before = _listeners;
        if (before is not null && (listeners is null || !listeners.IsSubsetOf(before)))
        {
            Volatile.Write(ref _opensAt, now + Pause); // before anybody else can be let in
        }

        if ((isAllowed && !_isAllowed) || (listeners is null) != (before is null))
        {
            Volatile.Write(ref _since, now);
        }

        _listeners = listeners;
        _isAllowed = isAllowed;
    }

    /// <summary>Its packets go on to whoever may hear them.</summary>
    public bool IsOpen(long now) => (_listeners is not null || _isAllowed) && now >= Volatile.Read(ref _opensAt);

    /// <summary>It counts among those of whom all hear the loudest.</summary>
    public bool IsCommon(long now) => _listeners is null && IsOpen(now);

    /// <summary>A packet may hold copies of what was said for another audience, or for none.</summary>
    public bool MayHoldOthersWords(long now) => now - Math.Max(Since, Volatile.Read(ref _opensAt)) < LongestCopy;
}
