namespace DiemCau.Media.Rtp;

/// <summary>
/// Maps one source's unwrapped numbers to a contiguous outgoing range: a shift that grows with each deliberately dropped number.
/// Remembers its last drops, so that a packet that comes late is mapped as it would have been in time.
/// </summary>
internal sealed class ContiguousNumbers
{
    // Dropping every other frame of 30 per second makes 15 runs a second: four seconds of lateness, twice what is ever asked for again.
    private const int Steps = 64;

    private readonly Step[] _steps = new Step[Steps];
    private long _first;
    private int _newest;
    private int _count;

    /// <summary>Highest source number seen, dropped ones included.</summary>
    public long Highest { get; private set; }

    /// <summary>From here on, <paramref name="source"/> becomes <paramref name="output"/>; earlier numbers are refused.</summary>
    public void Begin(long source, long output)
    {
        _first = source;
        Highest = source - 1;
        _count = 1;
        _newest = 0;
        _steps[0] = new Step(source, source, output - source);
    }

    /// <returns>False for a number before the beginning, dropped, or older than the memory of drops.</returns>
    public bool TryMap(long source, out long output)
    {
        output = 0;
        if (_count == 0 || source < _first)
        {
            return false;
        }

        Highest = Math.Max(Highest, source);
        for (var i = 0; i < _count; i++)
        {
            ref readonly var step = ref _steps[(_newest - i + Steps) % Steps];
            if (source >= step.FirstKept)
            {
                output = source + step.Shift;
                return true;
            }

            if (source >= step.FirstDropped)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// Takes a number out. Only the next expected one closes its hole: behind a gap the missing packets may still come and need
    /// their numbers, and after a later packet was sent the number is gone. Then the hole stays, like a loss.
    /// </summary>
    /// <returns>True when the hole was closed (now or before).</returns>
    public bool TryDrop(long source)
    {
        if (_count == 0 || source != Highest + 1)
        {
            var wasDropped = _count > 0 && source >= _steps[_newest].FirstDropped && source < _steps[_newest].FirstKept;
            Highest = _count > 0 ? Math.Max(Highest, source) : Highest;
            return wasDropped;
        }

        Highest = source;
        ref var last = ref _steps[_newest];
        if (last.FirstKept == source && last.FirstKept > last.FirstDropped)
        {
            last = new Step(last.FirstDropped, source + 1, last.Shift - 1);
            return true;
        }

        _newest = (_newest + 1) % Steps;
        _steps[_newest] = new Step(source, source + 1, last.Shift - 1);
        _count = Math.Min(_count + 1, Steps);
        return true;
    }

    /// <param name="FirstDropped">Numbers from here up to <paramref name="FirstKept"/> were dropped.</param>
    private readonly record struct Step(long FirstDropped, long FirstKept, long Shift);
}
