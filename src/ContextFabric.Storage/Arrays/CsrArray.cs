namespace ContextFabric.Storage;

/// <summary>
/// Rows of different length in two arrays (compressed sparse rows): row i is
/// <c>data[indptr[i] .. indptr[i+1])</c>. A row is a span over the mapping; reading allocates nothing.
/// Without <c>indptr</c> every row has exactly one element.
/// </summary>
public sealed class CsrArray
{
    private readonly NarrowArray? _indptr;
    private readonly MappedArray<int> _data;

    /// <summary>Joins the two arrays.</summary>
    /// <param name="indptr">Row bounds, one more than there are rows; null when each row has one element.</param>
    /// <param name="data">The elements of all rows.</param>
    public CsrArray(NarrowArray? indptr, MappedArray<int> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _indptr = indptr;
        _data = data;
        RowCount = checked((int)(indptr is null ? data.LongLength : Math.Max(0, indptr.Length - 1)));
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of elements in all rows.</summary>
    public long ElementCount => _data.LongLength;

    /// <summary>The elements of all rows, one after the other.</summary>
    public MappedArray<int> Data => _data;

    /// <summary>One row. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is not in 0..<see cref="RowCount"/>−1.</exception>
    public ReadOnlySpan<int> Row(int row) => Row(row, out _);

    /// <summary>One row and the index of its first element in <see cref="Data"/>, to look into parallel arrays. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is not in 0..<see cref="RowCount"/>−1.</exception>
    public ReadOnlySpan<int> Row(int row, out long start)
    {
        if (_indptr is null)
        {
            start = row;
            return _data.Slice(row, 1);
        }

        start = _indptr[row];
        return _data.Slice(start, (int)(_indptr[row + 1L] - start));
    }
}
