using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>A reusable list of inclusive number ranges.</summary>
internal sealed class TfRanges
{
    private (int Low, int High)[] _items = new (int, int)[16];

    public int Count { get; private set; }

    public (int Low, int High) this[int index] => _items[index];

    public ReadOnlySpan<(int Low, int High)> Items
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _items.AsSpan(0, Count);
    }

    public int Lowest { get; private set; } = int.MaxValue;

    public int Highest { get; private set; } = int.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        Count = 0;
        Lowest = int.MaxValue;
        Highest = int.MinValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int low, int high)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = (low, high);
        Lowest = Math.Min(Lowest, low);
        Highest = Math.Max(Highest, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int node)
    {
        _items[0] = (node, node);
        Count = 1;
        Lowest = node;
        Highest = node;
    }

    /// <summary>Sorts and joins ranges that overlap or touch, so that each number occurs once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Normalise()
    {
        if (Count < 2)
        {
            return;
        }

        Span<(int Low, int High)> items = _items.AsSpan(0, Count);
        bool sorted = true;
        for (int i = 1; i < items.Length && sorted; i++)
        {
            sorted = items[i].Low >= items[i - 1].Low;
        }

        if (!sorted)
        {
            items.Sort(static (a, b) => a.Low.CompareTo(b.Low));
        }

        int last = 0;
        for (int i = 1; i < items.Length; i++)
        {
            if (items[i].Low - 1 <= items[last].High)
            {
                items[last].High = Math.Max(items[last].High, items[i].High);
            }
            else
            {
                items[++last] = items[i];
            }
        }

        Count = last + 1;
    }

    /// <summary>Cuts everything outside <paramref name="low"/>..<paramref name="high"/> off.</summary>
    public void Clip(int low, int high)
    {
        int kept = 0;
        int lowest = int.MaxValue;
        int highest = int.MinValue;
        for (int i = 0; i < Count; i++)
        {
            (int from, int to) = _items[i];
            from = Math.Max(from, low);
            to = Math.Min(to, high);
            if (from <= to)
            {
                _items[kept++] = (from, to);
                lowest = Math.Min(lowest, from);
                highest = Math.Max(highest, to);
            }
        }

        Count = kept;
        Lowest = lowest;
        Highest = highest;
    }

    /// <summary>How many numbers the ranges hold, counting repeated ones again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Total()
    {
        long total = 0;
        foreach ((int low, int high) in Items)
        {
            total += (long)high - low + 1;
        }

        return total;
    }
}
