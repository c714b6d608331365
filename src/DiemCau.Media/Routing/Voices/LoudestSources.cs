namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// Which few sources are forwarded: the loudest of those that may be heard. A source keeps its place until another is clearly
/// louder for a while, so that slots do not flap between two people who talk with each other.
/// </summary>
internal sealed class LoudestSources(int places)
{
    /// <summary>A newcomer must be so many decibels louder than the quietest that holds a place …</summary>
    private const float Margin = 3;

    /// <summary>… unless that one has been quiet (below this loudness) for so long.</summary>
    private const float Quiet = 127 - 60;

    private const long HoldMicros = 2_000_000;

    /// <summary>Loudness rises within 60 ms and falls within 600 ms: a first syllable gets in, a pause does not throw out.</summary>
    private const float Attack = 1f / 3;
    private const float Release = 1f / 30;

    private const long SampleMicros = 20_000;
    private const long Never = long.MinValue / 2;

    private const int AtFirst = 16;

    private float[] _loudness = new float[AtFirst];
    private long[] _heardAt = new long[AtFirst];
    private long[] _updatedAt = new long[AtFirst];
    private bool[] _isKnown = new bool[AtFirst];
    private int _end;
    private readonly int[] _selected = NewPlaces(places);

    /// <summary>Source index by place; −1 for an empty place. A source that stays keeps its place.</summary>
    public ReadOnlySpan<int> Selected => _selected;

    /// <param name="level">RFC 6464: 0 loudest … 127 silence.</param>
    public void OnLevel(int source, byte level, long now)
    {
        MakeRoomFor(source);
        var sample = 127f - Math.Min(level, (byte)127);
        Decay(source, now);
        _heardAt[source] = _isKnown[source] ? _heardAt[source] : Never;
        _isKnown[source] = true;
        _loudness[source] += (sample - _loudness[source]) * (sample > _loudness[source] ? Attack : Release);
        _updatedAt[source] = now;
        if (sample >= Quiet)
        {
            _heardAt[source] = now;
        }
    }

    /// <summary>The source is gone or may not be heard any more: its place is free at once.</summary>
    public void Remove(int source)
    {
        if (source >= _end)
        {
            return; // never heard
        }

        _isKnown[source] = false;
        _loudness[source] = 0;
        _heardAt[source] = Never;
        var place = Array.IndexOf(_selected, source);
        if (place >= 0)
        {
            _selected[place] = -1;
        }
    }

    /// <summary>Fills the places again.</summary>
    /// <returns>True when a place changed.</returns>
    public bool Update(long now)
    {
        for (var source = 0; source < _end; source++)
        {
            Decay(source, now);
        }

        var changed = false;
        for (var candidate = LoudestOutside(now); candidate >= 0; candidate = LoudestOutside(now))
        {
            var place = PlaceFor(candidate, now);
            if (place < 0)
            {
                break;
            }

            _selected[place] = candidate;
            changed = true;
        }

        return changed;
    }

    private static int[] NewPlaces(int places)
    {
        var empty = new int[places];
        Array.Fill(empty, -1);
        return empty;
    }

    private void MakeRoomFor(int source)
    {
        _end = Math.Max(_end, source + 1);
        if (_end > _loudness.Length)
        {
            var length = Math.Max(_end, 2 * _loudness.Length);
            Array.Resize(ref _loudness, length);
            Array.Resize(ref _heardAt, length);
            Array.Resize(ref _updatedAt, length);
            Array.Resize(ref _isKnown, length);
        }
    }

    private int LoudestOutside(long now)
    {
        var best = -1;
        for (var source = 0; source < _end; source++)
        {
            if (_isKnown[source] && !IsIdle(source, now) && Array.IndexOf(_selected, source) < 0
                && (best < 0 || _loudness[source] > _loudness[best]))
            {
                best = source;
            }
        }

        return best;
    }

    /// <summary>An empty place, else the quietest idle holder's, else the quietest holder's when the candidate is clearly louder.</summary>
    private int PlaceFor(int candidate, long now)
    {
        var quietest = -1;
        for (var place = 0; place < _selected.Length; place++)
        {
            if (_selected[place] < 0)
            {
                return place;
            }

            if (quietest < 0 || Rank(_selected[place], now) < Rank(_selected[quietest], now))
            {
                quietest = place;
            }
        }

        if (quietest < 0)
        {
            return -1;
        }

        var holder = _selected[quietest];
        return IsIdle(holder, now) || _loudness[candidate] > _loudness[holder] + Margin ? quietest : -1;
    }

    private float Rank(int source, long now) => IsIdle(source, now) ? _loudness[source] - 1_000 : _loudness[source];

    private bool IsIdle(int source, long now) => now - _heardAt[source] > HoldMicros;

    /// <summary>A source that sends nothing (DTX) falls like one that sends silence.</summary>
    private void Decay(int source, long now)
    {
        var missing = ((now - _updatedAt[source]) / SampleMicros) - 2;
        if (_isKnown[source] && missing > 0)
        {
            _loudness[source] *= MathF.Pow(1 - Release, Math.Min(missing, 1_000));
            _updatedAt[source] = now - (2 * SampleMicros);
        }
    }
}
