namespace ContextFabric.Diagnostics;

/// <summary>Names that a person probably meant: the nearest ones by edit distance.</summary>
public static class Suggestions
{
    /// <summary>
    /// The known names nearest to <paramref name="name"/>, best first, at most <paramref name="limit"/>; none when
    /// all are too different or, unless it is a number, have nothing in common with it. Distance is that of Damerau
    /// and Levenshtein (optimal string alignment), without regard to case. O(names × length²).
    /// </summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> known, int limit = 3)
    {
        ArgumentNullException.ThrowIfNull(known);
        return NearestInOrder(name, known.Order(StringComparer.Ordinal), limit);
    }

    /// <summary>The same; of equally near names those that come first in <paramref name="known"/> are preferred.</summary>
    public static IReadOnlyList<string> NearestInOrder(string name, IEnumerable<string> known, int limit = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        int tolerance = Tolerance(name);
        string upper = name.ToUpperInvariant();
        int alien = name.All(char.IsAsciiDigit) ? int.MaxValue : name.Length;
        return [.. known
            .Select(candidate => (candidate, distance: Distance(upper, candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= tolerance && pair.distance < Math.Max(alien, pair.candidate.Length))
            .OrderBy(pair => pair.distance)
            .Take(limit)
            .Select(pair => pair.candidate)];
    }

    /// <summary>The largest distance at which a name still counts as near.</summary>
    internal static int Tolerance(string name) => Math.Max(1, (name.Length + 2) / 3);

    /// <summary>A message for an unknown name: with the nearest names, else with the first known ones.</summary>
    public static string Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        IReadOnlyList<string> near = Nearest(name, all);
        if (near.Count > 0)
        {
            return $"There is no {what} '{name}'; did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        }

        const int Shown = 12;
        string list = string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? ", …" : "");
        return all.Length == 0 ? $"There is no {what} '{name}'; there are none at all." : $"There is no {what} '{name}'; there are: {list}.";
    }

    private static int Distance(string a, string b)
    {
        var two = new int[b.Length + 1];
        var one = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            one[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], one[j]) + 1, one[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], two[j - 2] + 1);
                }
            }

            (two, one, row) = (one, row, two);
        }

        return one[b.Length];
    }
}
