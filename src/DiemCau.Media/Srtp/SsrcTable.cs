using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiemCau.Media.Srtp;

/// <summary>
/// State per SSRC in one flat open-addressing table. Packets come in runs of one source, so the last entry found is tried first.
/// Removal shifts followers back, so there are no tombstones to fill the table.
/// </summary>
/// <typeparam name="TState">A mutable value, changed through the reference that a look-up gives.</typeparam>
internal sealed class SsrcTable<TState>
    where TState : struct
{
    private struct Entry
    {
        public bool Used;
        public uint Ssrc;
        public TState State;
    }

    private Entry[] _entries;
    private int _last;

    public SsrcTable(int capacity = 16) => _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];

    public int Count { get; private set; }

    /// <summary>
    /// A null reference when absent: test with <see cref="Unsafe.IsNullRef{T}"/>. Valid until the next addition or removal.
    /// </summary>
    public ref TState Find(uint ssrc)
    {
        ref Entry last = ref _entries[_last];
        if (last.Used && last.Ssrc == ssrc)
        {
            return ref last.State;
        }

        int mask = _entries.Length - 1;
        for (int i = Home(ssrc); _entries[i].Used; i = (i + 1) & mask)
        {
            if (_entries[i].Ssrc == ssrc)
            {
                _last = i;
                return ref _entries[i].State;
            }
        }

        return ref Unsafe.NullRef<TState>();
    }

    /// <summary>Adds a source that is not in the table.</summary>
    public ref TState Add(uint ssrc)
    {
        if ((Count + 1) * 2 > _entries.Length)
        {
            Grow();
        }

        Count++;
        _last = Place(ssrc, default);
        return ref _entries[_last].State;
    }

    public void Remove(uint ssrc)
    {
        int mask = _entries.Length - 1;
        int hole = Home(ssrc);
        while (_entries[hole].Used && _entries[hole].Ssrc != ssrc)
        {
            hole = (hole + 1) & mask;
        }

        if (!_entries[hole].Used)
        {
            return;
        }

        Count--;
        for (int i = (hole + 1) & mask; _entries[i].Used; i = (i + 1) & mask)
        {
            // An entry may fill the hole when its home does not lie between the hole and itself.
            if (((i - Home(_entries[i].Ssrc)) & mask) >= ((i - hole) & mask))
            {
                _entries[hole] = _entries[i];
                hole = i;
            }
        }

        _entries[hole] = default;
    }

    /// <summary>The source whose state has the smallest <paramref name="measure"/>. The table must not be empty.</summary>
    public uint Smallest(Func<TState, long> measure)
    {
        uint ssrc = 0;
        long smallest = long.MaxValue;
        foreach (ref Entry entry in _entries.AsSpan())
        {
            if (entry.Used && measure(entry.State) < smallest)
            {
                (ssrc, smallest) = (entry.Ssrc, measure(entry.State));
            }
        }

        return ssrc;
    }

    private int Home(uint ssrc) => (int)(ssrc * 0x9E37_79B1u >> 7) & (_entries.Length - 1);

    private int Place(uint ssrc, in TState state)
    {
        int mask = _entries.Length - 1;
        int i = Home(ssrc);
        while (_entries[i].Used)
        {
            i = (i + 1) & mask;
        }

        _entries[i] = new Entry { Used = true, Ssrc = ssrc, State = state };
        return i;
    }

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (ref Entry entry in old.AsSpan())
        {
            if (entry.Used)
            {
                Place(entry.Ssrc, entry.State);
            }
        }
    }
}
