using System.Collections;

namespace ContextFabric;

/// <summary>
/// Results kept compactly: four bytes per member, no object per result. Filled by one thread, then read by any number.
/// As a list it makes an array of each result that is asked for; <see cref="Row"/> makes none.
/// </summary>
public sealed class TupleTable : IReadOnlyList<int[]>
{
    private const int FirstRows = 16;
    private const int RowsPerBlock = 1 << 12;
    private readonly List<int[]> _blocks = [];

    /// <summary>An empty table of results with so many members each.</summary>
    public TupleTable(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Width = width;
    }

    /// <summary>Number of members of each result.</summary>
    public int Width { get; }

    /// <summary>Number of results.</summary>
    public int Count { get; private set; }

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes => _blocks.Count == 0 ? 0 : (((_blocks.Count - 1L) * RowsPerBlock * Width) + _blocks[^1].Length) * sizeof(int);

    /// <summary>A result as a new array: its nodes by atom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public int[] this[int index] => Row(index).ToArray();

    /// <summary>A result in place: its nodes by atom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public ReadOnlySpan<int> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _blocks[index / RowsPerBlock].AsSpan(index % RowsPerBlock * Width, Width);
    }

    /// <inheritdoc/>
    public IEnumerator<int[]> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a result. O(1).</summary>
    /// <exception cref="ArgumentException">It has another number of members.</exception>
    internal void Add(ReadOnlySpan<int> row)
    {
        if (row.Length != Width)
        {
            throw new ArgumentException($"A result of this table has {Width} members, not {row.Length}.", nameof(row));
        }

        int place = Count % RowsPerBlock * Width;
        if (place == 0)
        {
            _blocks.Add(new int[(Count == 0 ? FirstRows : RowsPerBlock) * Width]);
        }
        else if (place == _blocks[^1].Length)
        {
            // the first block grows, so that few results take little
            int[] block = _blocks[^1];
            Array.Resize(ref block, 2 * block.Length);
            _blocks[^1] = block;
        }

        row.CopyTo(_blocks[^1].AsSpan(place));
        Count++;
    }

    /// <summary>Adds the first results of another table, at most so many.</summary>
    internal void Add(TupleTable other, long most)
    {
        for (int i = 0; i < other.Count && i < most; i++)
        {
            Add(other.Row(i));
        }
    }
}
