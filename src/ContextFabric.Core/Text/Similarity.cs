namespace ContextFabric;

/// <summary>Finds names close to a mistyped one.</summary>
internal static class Similarity
{
    private const int LongestCompared = 64;

    /// <summary>The candidates closest to a name, best first; only those that plausibly were meant.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> candidates, int count)
    {
        var scored = new List<(int Distance, string Candidate)>();
        foreach (string candidate in candidates.Distinct(StringComparer.Ordinal))
        {
            int distance = candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            if (distance <= Math.Max(1, Math.Min(name.Length, candidate.Length) / 3))
            {
                scored.Add((distance, candidate));
            }
        }

        scored.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Candidate, b.Candidate));
        return scored.Take(count).Select(s => s.Candidate).ToList();
    }

    /// <summary>Number of single-letter changes between two texts, letter case aside.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > LongestCompared || b.Length > LongestCompared)
        {
            return int.MaxValue;
        }

        Span<int> row = stackalloc int[LongestCompared + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
