using System.Collections;

namespace ContextFabric.Querying;

/// <summary>
/// Counts the classes of characters that a pattern tells apart, on which the cost of constructing the linear engine
/// depends.
/// </summary>
internal static class PatternClasses
{
    // From 256 classes on the linear engine of .NET overlooks a line feed at the end of a text, and it takes seconds
    // to construct long before.
    private const int Limit = 96;

    /// <summary>True when they are few.</summary>
    public static bool AreFew(PatternNode node, bool hasPairs)
    {
        var sets = new Dictionary<string, CodePointSet>(StringComparer.Ordinal);
        Collect(node, sets);
        if (sets.Count > Limit || (hasPairs && CountPairs(sets.Values) > Limit / 2))
        {
            return false;
        }

        // Where a set begins or ends another class may begin.
        var changes = new SortedDictionary<int, List<int>>();
        int number = 0;
        foreach (CodePointSet set in sets.Values)
        {
            foreach (CodePointRange range in set.Within(0, CodePointSet.FirstAstral - 1).Ranges)
            {
                Toggle(changes, range.First, number);
                Toggle(changes, range.Last + 1, number);
            }

            number++;
        }

        var members = new BitArray(number);
        byte[] key = new byte[(number + 7) / 8];
        var classes = new HashSet<string>(StringComparer.Ordinal) { Convert.ToHexString(key) };
        foreach (List<int> toggled in changes.Values)
        {
            foreach (int set in toggled)
            {
                members[set] = !members[set];
            }

            members.CopyTo(key, 0);
            classes.Add(Convert.ToHexString(key));
        }

        return classes.Count <= Limit;
    }

    private static void Toggle(SortedDictionary<int, List<int>> changes, int at, int set)
    {
        if (!changes.TryGetValue(at, out List<int>? sets))
        {
            changes.Add(at, sets = []);
        }

        sets.Add(set);
    }

    /// <summary>Of characters of two units each needs classes for its second unit.</summary>
    private static int CountPairs(IEnumerable<CodePointSet> sets)
    {
        int count = 0;
        foreach (CodePointSet set in sets)
        {
            count += set.Within(CodePointSet.FirstAstral, CodePointSet.Max).Ranges.Length;
        }

        return count;
    }

    private static void Collect(PatternNode node, Dictionary<string, CodePointSet> sets)
    {
        switch (node)
        {
            case PatternNode.Literal literal:
                Add(CodePointSet.Of([new(literal.CodePoint, literal.CodePoint)]), sets);
                break;
            case PatternNode.Characters characters:
                Add(characters.All, sets);
                break;
            case PatternNode.Sequence sequence:
                Collect(sequence.Items, sets);
                break;
            case PatternNode.Alternation alternation:
                Collect(alternation.Items, sets);
                break;
            case PatternNode.Group group:
                Collect(group.Item, sets);
                break;
            case PatternNode.Repeat repeat:
                Collect(repeat.Item, sets);
                break;
        }
    }

    private static void Collect(IReadOnlyList<PatternNode> items, Dictionary<string, CodePointSet> sets)
    {
        foreach (PatternNode item in items)
        {
            Collect(item, sets);
        }
    }

    private static void Add(CodePointSet set, Dictionary<string, CodePointSet> sets)
        => sets.TryAdd(string.Join(' ', set.Ranges.ToArray()), set);
}
