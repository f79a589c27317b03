using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ContextFabric.Querying;

/// <summary>
/// A test of column elements, many at a time. Elements count as unsigned whatever the column: runs are compared
/// after subtracting their low end, which makes the sign irrelevant.
/// </summary>
/// <typeparam name="T">Unsigned integer of the width of the column.</typeparam>
internal interface IRowTest<T>
    where T : unmanaged
{
    /// <summary>All bits set in the elements that pass.</summary>
    Vector256<T> Test(Vector256<T> rows);

    /// <summary>True when the element passes.</summary>
    bool Test(T row);
}

/// <summary>One value.</summary>
internal readonly struct ValueTest<T> : IRowTest<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T _value;
    private readonly Vector256<T> _values;

    public ValueTest(long value)
    {
        _value = T.CreateTruncating(value);
        _values = Vector256.Create(_value);
    }

    public Vector256<T> Test(Vector256<T> rows) => Vector256.Equals(rows, _values);

    public bool Test(T row) => row == _value;
}

/// <summary>A run of values.</summary>
internal readonly struct RunTest<T> : IRowTest<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T _low;
    private readonly T _span;
    private readonly Vector256<T> _lows;
    private readonly Vector256<T> _spans;

    public RunTest(ValueRun run)
    {
        _low = T.CreateTruncating(run.Low);
        _span = T.CreateTruncating(unchecked(run.High - run.Low));
        _lows = Vector256.Create(_low);
        _spans = Vector256.Create(_span);
    }

    public Vector256<T> Test(Vector256<T> rows) => Vector256.LessThanOrEqual(rows - _lows, _spans);

    public bool Test(T row) => unchecked(row - _low) <= _span;
}

/// <summary>Several single values, at most <see cref="ValueSet.FewRuns"/>.</summary>
internal readonly struct FewValuesTest<T> : IRowTest<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ValueTest<T> _a;
    private readonly ValueTest<T> _b;
    private readonly ValueTest<T> _c;
    private readonly ValueTest<T> _d;

    public FewValuesTest(ReadOnlySpan<ValueRun> runs)
    {
        _a = new ValueTest<T>(runs[0].Low);
        _b = new ValueTest<T>(runs[Math.Min(1, runs.Length - 1)].Low);
        _c = new ValueTest<T>(runs[Math.Min(2, runs.Length - 1)].Low);
        _d = new ValueTest<T>(runs[^1].Low);
    }

    public Vector256<T> Test(Vector256<T> rows) => _a.Test(rows) | _b.Test(rows) | _c.Test(rows) | _d.Test(rows);

    public bool Test(T row) => _a.Test(row) || _b.Test(row) || _c.Test(row) || _d.Test(row);
}

/// <summary>Several runs, at most <see cref="ValueSet.FewRuns"/>.</summary>
internal readonly struct FewRunsTest<T> : IRowTest<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly RunTest<T> _a;
    private readonly RunTest<T> _b;
    private readonly RunTest<T> _c;
    private readonly RunTest<T> _d;

    public FewRunsTest(ReadOnlySpan<ValueRun> runs)
    {
        _a = new RunTest<T>(runs[0]);
        _b = new RunTest<T>(runs[Math.Min(1, runs.Length - 1)]);
        _c = new RunTest<T>(runs[Math.Min(2, runs.Length - 1)]);
        _d = new RunTest<T>(runs[^1]);
    }

    public Vector256<T> Test(Vector256<T> rows) => _a.Test(rows) | _b.Test(rows) | _c.Test(rows) | _d.Test(rows);

    public bool Test(T row) => _a.Test(row) || _b.Test(row) || _c.Test(row) || _d.Test(row);
}

/// <summary>
/// Any set of bytes: for each low half of a byte two bytes of bits say which high halves go with it, so that two
/// shuffles find the bits and one the bit.
/// </summary>
internal readonly struct ByteSetTest : IRowTest<byte>
{
    private readonly Vector128<byte> _lowHalf;
    private readonly Vector128<byte> _highHalf;

    public ByteSetTest(ReadOnlySpan<ValueRun> runs)
    {
        Span<byte> low = stackalloc byte[16];
        Span<byte> high = stackalloc byte[16];
        low.Clear();
        high.Clear();
        foreach (ValueRun run in runs)
        {
            for (long value = run.Low; value <= run.High; value++)
            {
                byte row = unchecked((byte)value);
                Span<byte> half = row < 128 ? low : high;
                half[row & 15] |= (byte)(1 << ((row >> 4) & 7));
            }
        }

        _lowHalf = Vector128.Create<byte>(low);
        _highHalf = Vector128.Create<byte>(high);
    }

    private static Vector128<byte> BitOf { get; } = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128);

    public Vector256<byte> Test(Vector256<byte> rows)
    {
        Vector256<byte> column = rows & Vector256.Create((byte)15);
        Vector256<byte> line = (rows.AsUInt16() >> 4).AsByte() & Vector256.Create((byte)15);
        Vector256<byte> set = Vector256.ConditionalSelect(
            Vector256.GreaterThan(line, Vector256.Create((byte)7)), LookUp(_highHalf, column), LookUp(_lowHalf, column));
        Vector256<byte> bit = LookUp(BitOf, line);
        return Vector256.Equals(set & bit, bit);
    }

    public bool Test(byte row) => ((row < 128 ? _lowHalf : _highHalf)[row & 15] >> ((row >> 4) & 7) & 1) != 0;

    private static Vector256<byte> LookUp(Vector128<byte> table, Vector256<byte> places)
        => Avx2.IsSupported
            ? Avx2.Shuffle(Vector256.Create(table, table), places)
            : Vector256.Create(Vector128.Shuffle(table, places.GetLower()), Vector128.Shuffle(table, places.GetUpper()));
}
