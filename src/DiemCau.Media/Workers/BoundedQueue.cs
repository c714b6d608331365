using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiemCau.Media.Workers;

/// <summary>
/// A bounded queue of many writers and one reader without locks or allocation (D. Vyukov's ring: each cell's sequence says whose turn it
/// is). A full queue refuses, so that a stalled worker costs packets, never memory.
/// </summary>
internal sealed class BoundedQueue<T>
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private long _head;
    private long _tail;

    public BoundedQueue(int capacity)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _mask = size - 1;
        _cells = new Cell[size];
        for (var i = 0; i < size; i++)
        {
            _cells[i].Sequence = i;
        }
    }

    public bool TryEnqueue(in T item)
    {
        var position = Volatile.Read(ref _tail);
        while (true)
        {
            ref var cell = ref _cells[(int)position & _mask];
            var turn = Volatile.Read(ref cell.Sequence) - position;
            if (turn == 0)
            {
                var seen = Interlocked.CompareExchange(ref _tail, position + 1, position);
                if (seen == position)
                {
                    cell.Item = item;
                    Volatile.Write(ref cell.Sequence, position + 1);
                    return true;
                }

                position = seen;
            }
            else if (turn < 0)
            {
                return false;
            }
            else
            {
                position = Volatile.Read(ref _tail);
            }
        }
    }

    /// <summary>How many wait, about: writers and the reader go on meanwhile. Any thread.</summary>
    public int Count => (int)Math.Clamp(Volatile.Read(ref _tail) - Volatile.Read(ref _head), 0, _cells.Length);

    /// <summary>Only the one reader calls it.</summary>
    public bool IsEmpty => Volatile.Read(ref _cells[(int)_head & _mask].Sequence) != _head + 1;

    /// <summary>Only the one reader calls it.</summary>
    public bool TryDequeue(out T item)
    {
        ref var cell = ref _cells[(int)_head & _mask];
        if (Volatile.Read(ref cell.Sequence) != _head + 1)
        {
            item = default!;
            return false;
        }

        item = cell.Item;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            cell.Item = default!;
        }

        Volatile.Write(ref cell.Sequence, _head + _mask + 1);
        _head++;
        return true;
    }

    private struct Cell
    {
        public long Sequence;
        public T Item;
    }
}
