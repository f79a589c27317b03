namespace ContextFabric.Querying;

/// <summary>A run of values, both ends included.</summary>
internal readonly record struct ValueRun(long Low, long High);

/// <summary>
/// The values that a condition accepts, as they stand in a column: codes of texts or integers, never the absence of
/// a value. Few runs are kept as such, many as a bit per value where these lie close enough together.
/// </summary>
internal sealed class ValueSet
{
    /// <summary>Up to this many runs are compared one by one; beyond it the bits are looked up.</summary>
    public const int FewRuns = 4;

    // 128 KiB of bits. Positions of texts are dense: their bits cost little beside the texts, however many.
    private const ulong MaxSpan = 1 << 20;

    private ValueSet(ValueRun[] runs, ulong[]? bits, bool isAll)
    {
        Runs = runs;
        Bits = bits;
        IsAll = isAll;
        if (bits is not null && unchecked((ulong)(runs[^1].High - runs[0].Low)) <= byte.MaxValue)
        {
            Bytes = new ByteSetTest(runs);
        }
    }

    /// <summary>No value.</summary>
    public static ValueSet Nothing { get; } = new([], null, isAll: false);

    /// <summary>Every value there is.</summary>
    public static ValueSet Everything { get; } = new([], null, isAll: true);

    /// <summary>True when every value is accepted.</summary>
    public bool IsAll { get; }

    /// <summary>True when no value is.</summary>
    public bool IsEmpty => !IsAll && Runs.Length == 0;

    /// <summary>The accepted values, ascending, with at least one value between two runs.</summary>
    public ValueRun[] Runs { get; }

    /// <summary>Bit i stands for the low end of the first run + i; null when there are few runs or they lie far apart.</summary>
    public ulong[]? Bits { get; }

    /// <summary>The test of a column of bytes, where there are <see cref="Bits"/> for at most 256 values.</summary>
    public ByteSetTest Bytes { get; }

    /// <summary>The integers of a list, as far as they are within the bounds of what occurs.</summary>
    public static ValueSet OfNumbers(ReadOnlySpan<long> numbers, long lowest, long highest)
    {
        long[] sorted = numbers.ToArray();
        Array.Sort(sorted);
        var runs = new List<ValueRun>();
        foreach (long number in sorted)
        {
            if (number >= lowest && number <= highest)
            {
                Append(runs, number, number);
            }
        }

        return OfRuns(runs, lowest, highest, MaxSpan);
    }

    /// <summary>The values of one run, as far as they are within the bounds of what occurs.</summary>
    public static ValueSet OfRun(long low, long high, long lowest, long highest)
    {
        low = Math.Max(low, lowest);
        high = Math.Min(high, highest);
        return low > high ? Nothing : OfRuns([new ValueRun(low, high)], lowest, highest, MaxSpan);
    }

    /// <summary>Runs of codes, ascending and apart, of all that are in lowest..highest.</summary>
    public static ValueSet OfCodes(List<ValueRun> runs, int lowest, int highest) => OfRuns(runs, lowest, highest, ulong.MaxValue);

    /// <summary>Adds a value or run above all others to a list of runs.</summary>
    public static void Append(List<ValueRun> runs, long low, long high)
    {
        if (runs.Count > 0 && (runs[^1].High == long.MaxValue || low <= runs[^1].High + 1))
        {
            runs[^1] = runs[^1] with { High = Math.Max(high, runs[^1].High) };
        }
        else
        {
            runs.Add(new ValueRun(low, high));
        }
    }

    /// <summary>True when the value is accepted.</summary>
    public bool Contains(long value)
    {
        if (Bits is not null)
        {
            ulong at = unchecked((ulong)(value - Runs[0].Low));
            return at >> 6 < (ulong)Bits.Length && (Bits[at >> 6] >> (int)(at & 63) & 1) != 0;
        }

        return IsAll || IsInRuns(value);
    }

    private static ValueSet OfRuns(List<ValueRun> runs, long lowest, long highest, ulong maxSpan)
    {
        if (runs.Count == 0)
        {
            return Nothing;
        }

        if (runs.Count == 1 && runs[0].Low <= lowest && runs[0].High >= highest)
        {
            return Everything;
        }

        ulong span = unchecked((ulong)(runs[^1].High - runs[0].Low));
        return new ValueSet([.. runs], runs.Count > FewRuns && span < maxSpan ? ToBits(runs, (int)span + 1) : null, isAll: false);
    }

    private static ulong[] ToBits(List<ValueRun> runs, int count)
    {
        ulong[] bits = new ulong[(count + 63) / 64];
        long low = runs[0].Low;
        foreach (ValueRun run in runs)
        {
            BitRuns.Set(bits, (int)(run.Low - low), (int)(run.High - low) + 1);
        }

        return bits;
    }

    private bool IsInRuns(long value)
    {
        int low = 0;
        int high = Runs.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (value < Runs[middle].Low)
            {
                high = middle - 1;
            }
            else if (value > Runs[middle].High)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
