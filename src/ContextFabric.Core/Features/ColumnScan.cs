using ContextFabric.Storage;

namespace ContextFabric;

/// <summary>Finds the rows of a narrow column that hold a value, with vectorised search.</summary>
internal static class ColumnScan
{
    /// <summary>The rows whose element, as stored, equals <paramref name="value"/>; ascending.</summary>
    public static List<int> Find(NarrowArray column, long value, int expected)
    {
        var rows = new List<int>(expected);
        switch (column.Width)
        {
            case 1:
                Scan(column.AsSpan<byte>(), unchecked((byte)value), rows);
                break;
            case 2:
                Scan(column.AsSpan<ushort>(), unchecked((ushort)value), rows);
                break;
            case 4:
                Scan(column.AsSpan<uint>(), unchecked((uint)value), rows);
                break;
            default:
                Scan(column.AsSpan<ulong>(), unchecked((ulong)value), rows);
                break;
        }

        return rows;
    }

    private static void Scan<T>(ReadOnlySpan<T> column, T value, List<int> rows)
        where T : unmanaged, IEquatable<T>
    {
        int from = 0;
        for (int at = column.IndexOf(value); at >= 0; at = column[from..].IndexOf(value))
        {
            rows.Add(from + at);
            from += at + 1;
        }
    }
}
