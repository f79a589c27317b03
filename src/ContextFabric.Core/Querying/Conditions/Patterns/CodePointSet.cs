using System.Globalization;

namespace ContextFabric.Querying;

/// <summary>A run of code points, both ends included.</summary>
internal readonly record struct CodePointRange(int First, int Last);

/// <summary>A set of code points: ascending runs with gaps between them.</summary>
internal sealed class CodePointSet
{
    /// <summary>Highest code point.</summary>
    public const int Max = 0x10FFFF;

    /// <summary>First code point that takes two UTF-16 units.</summary>
    public const int FirstAstral = 0x10000;

    // No code point from here on is a letter or a number (tags, variation selectors, private use).
    private const int EndOfLetters = 0x40000;

    private static CodePointSet? s_word;
    private static CodePointSet? s_digit;

    private readonly CodePointRange[] _ranges;

    private CodePointSet(CodePointRange[] ranges) => _ranges = ranges;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = new([new(0, Max)]);

    /// <summary>What Python's <c>\s</c> matches.</summary>
    public static CodePointSet Space { get; } = Of(
        [new(0x09, 0x0D), new(0x1C, 0x20), new(0x85, 0x85), new(0xA0, 0xA0), new(0x1680, 0x1680), new(0x2000, 0x200A), new(0x2028, 0x2029), new(0x202F, 0x202F), new(0x205F, 0x205F), new(0x3000, 0x3000)]);

    public static CodePointSet AsciiSpace { get; } = Of([new(0x09, 0x0D), new(0x20, 0x20)]);

    public static CodePointSet AsciiDigit { get; } = Of([new('0', '9')]);

    public static CodePointSet AsciiWord { get; } = Of([new('0', '9'), new('A', 'Z'), new('_', '_'), new('a', 'z')]);

    /// <summary>What Python's <c>\w</c> matches: letters, numbers, the underscore; no marks.</summary>
    public static CodePointSet Word => s_word ??= OfCategories(category => category
        is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber).Union(Of([new('_', '_')]));

    /// <summary>What Python's <c>\d</c> matches: decimal digits of all scripts.</summary>
    public static CodePointSet Digit => s_digit ??= OfCategories(category => category == UnicodeCategory.DecimalDigitNumber);

    public ReadOnlySpan<CodePointRange> Ranges => _ranges;

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The set of some runs, in any order.</summary>
    public static CodePointSet Of(IEnumerable<CodePointRange> ranges)
    {
        CodePointRange[] sorted = [.. ranges];
        Array.Sort(sorted, (a, b) => a.First.CompareTo(b.First));
        var merged = new List<CodePointRange>(sorted.Length);
        foreach (CodePointRange range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet([.. merged]);
    }

    public CodePointSet Union(CodePointSet other)
        => other.IsEmpty ? this : IsEmpty ? other : Of([.. _ranges, .. other._ranges]);

    public CodePointSet Complement()
    {
        var ranges = new List<CodePointRange>(_ranges.Length + 1);
        int next = 0;
        foreach (CodePointRange range in _ranges)
        {
            if (range.First > next)
            {
                ranges.Add(new(next, range.First - 1));
            }

            next = range.Last + 1;
        }

        if (next <= Max)
        {
            ranges.Add(new(next, Max));
        }

        return new CodePointSet([.. ranges]);
    }

    /// <summary>The part within first..last.</summary>
    public CodePointSet Within(int first, int last)
    {
        var ranges = new List<CodePointRange>();
        foreach (CodePointRange range in _ranges)
        {
            if (range.Last >= first && range.First <= last)
            {
                ranges.Add(new(Math.Max(first, range.First), Math.Min(last, range.Last)));
            }
        }

        return new CodePointSet([.. ranges]);
    }

    public bool Contains(int codePoint)
    {
        int low = 0;
        int high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
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

    private static CodePointSet OfCategories(Func<UnicodeCategory, bool> isIn)
    {
        var ranges = new List<CodePointRange>();
        for (int codePoint = 0; codePoint < EndOfLetters; codePoint++)
        {
            if (!isIn(CharUnicodeInfo.GetUnicodeCategory(codePoint)))
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].Last == codePoint - 1)
            {
                ranges[^1] = ranges[^1] with { Last = codePoint };
            }
            else
            {
                ranges.Add(new(codePoint, codePoint));
            }
        }

        return new CodePointSet([.. ranges]);
    }
}
