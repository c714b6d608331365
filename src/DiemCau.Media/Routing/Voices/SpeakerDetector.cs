namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// Who is the dominant speaker (Volfin–Cohen, three timescales). A cough wins on the immediate scale only, so it changes nothing;
/// a sentence wins on all within about a second. Sources are the caller's small integers.
/// </summary>
internal sealed class SpeakerDetector
{
    public const long Interval = 300_000;

    // How much a challenger must exceed the dominant speaker on each scale (logarithms of score ratios).
    private const double ImmediateMargin = 3;  // C1
    private const double MediumMargin = 2;     // C2
    private const double LongMargin = 0;       // C3

    /// <summary>
    /// The published method lets any sound win over silence. People cough in pauses too, so that much sound within a second is asked
    /// for: a cough lasts 200–350 ms, while read Vietnamese is sound for 600–800 ms of each second.
    /// </summary>
    private const long LeastActive = 400_000;

    /// <summary>After that long without speech nobody is dominant.</summary>
    private const long LongSilence = 30_000_000;

    private readonly List<SpeechActivity?> _sources = [];
    private long _nextDecision;

    /// <summary>Index of the dominant speaker; −1 while nobody has spoken.</summary>
    public int Dominant { get; private set; } = -1;

    /// <param name="level">RFC 6464: 0 loudest … 127 silence.</param>
    public void OnLevel(int source, byte level, long now)
    {
        while (source >= _sources.Count)
        {
            _sources.Add(null);
        }

        (_sources[source] ??= new SpeechActivity()).OnLevel((byte)(127 - Math.Min(level, (byte)127)), now);
    }

    /// <summary>The source is gone or may not be heard any more.</summary>
    public void Remove(int source)
    {
        if (source < _sources.Count)
        {
            _sources[source] = null;
        }

        if (Dominant == source)
        {
            Dominant = -1;
        }
    }

    /// <summary>Decides again, at most every 300 ms.</summary>
    /// <returns>True when the dominant speaker changed.</returns>
    public bool Tick(long now)
    {
        if (now < _nextDecision)
        {
            return false;
        }

        _nextDecision = now + Interval;
        foreach (var source in _sources)
        {
            source?.Evaluate(now);
        }

        var winner = Dominant >= 0 && now - _sources[Dominant]!.LastActive > LongSilence ? -1 : Dominant;
        var winnerMargin = MediumMargin;
        for (var i = 0; i < _sources.Count; i++)
        {
            if (i != Dominant && _sources[i] is { } challenger && MarginOver(challenger) is { } margin && margin > winnerMargin)
            {
                winner = i;
                winnerMargin = margin;
            }
        }

        if (winner == Dominant)
        {
            return false;
        }

        Dominant = winner;
        return true;
    }

    /// <returns>The margin on the medium scale; null when the challenger does not win on all three.</returns>
    private double? MarginOver(SpeechActivity challenger)
    {
        if (challenger.ActiveMicros < LeastActive)
        {
            return null;
        }

        var dominant = Dominant >= 0 ? _sources[Dominant] : null;
        var immediate = Math.Log(challenger.Immediate / (dominant?.Immediate ?? SpeechActivity.Silent));
        var medium = Math.Log(challenger.Medium / (dominant?.Medium ?? SpeechActivity.Silent));
        var longest = Math.Log(challenger.Long / (dominant?.Long ?? SpeechActivity.Silent));
        return immediate > ImmediateMargin && medium > MediumMargin && longest > LongMargin ? medium : null;
    }
}
