using System.Globalization;
using System.Text;

namespace ContextFabric.Querying;

/// <summary>Characters of two UTF-16 units as alternatives of a regular expression.</summary>
internal static class SurrogatePairs
{
    private const int PerHigh = 0x400;
    private const string AnyLow = "[\\uDC00-\\uDFFF]";

    /// <summary>Appends alternatives that match exactly the code points of a set, all of them beyond U+FFFF.</summary>
    public static void Append(StringBuilder pattern, CodePointSet set)
    {
        // First units whose second unit may be any, and per other first unit the second units.
        var whole = new StringBuilder();
        var lows = new SortedDictionary<int, StringBuilder>();
        foreach (CodePointRange range in set.Ranges)
        {
            int first = range.First - CodePointSet.FirstAstral;
            int last = range.Last - CodePointSet.FirstAstral;
            while (first <= last)
            {
                int high = first / PerHigh;
                int end = Math.Min(last, (high * PerHigh) + PerHigh - 1);
                if (first % PerHigh == 0 && end % PerHigh == PerHigh - 1)
                {
                    int lastWhole = ((last + 1) / PerHigh) - 1;
                    AppendRange(whole, 0xD800 + high, 0xD800 + lastWhole);
                    first = (lastWhole + 1) * PerHigh;
                    continue;
                }

                if (!lows.TryGetValue(high, out StringBuilder? members))
                {
                    lows.Add(high, members = new StringBuilder());
                }

                AppendRange(members, 0xDC00 + (first % PerHigh), 0xDC00 + (end % PerHigh));
                first = end + 1;
            }
        }

        string separator = "";
        if (whole.Length > 0)
        {
            pattern.Append(CultureInfo.InvariantCulture, $"[{whole}]{AnyLow}");
            separator = "|";
        }

        foreach ((int high, StringBuilder members) in lows)
        {
            pattern.Append(CultureInfo.InvariantCulture, $"{separator}\\u{0xD800 + high:X4}[{members}]");
            separator = "|";
        }
    }

    private static void AppendRange(StringBuilder members, int first, int last)
        => members.Append(CultureInfo.InvariantCulture, $"\\u{first:X4}-\\u{last:X4}");
}
