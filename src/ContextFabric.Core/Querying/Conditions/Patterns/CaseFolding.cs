using System.Text;

namespace ContextFabric.Querying;

/// <summary>
/// Which characters are equal when case is ignored, as Python sees it: those with the same lower case letter, and
/// those whose lower case letters have the same upper case letter (such as the two lower case sigmas).
/// </summary>
internal static class CaseFolding
{
    private const int EndOfCased = 0x20000;

    private static readonly Lazy<Dictionary<int, int[]>> s_classes = new(FindClasses);

    /// <summary>The characters that match when these are wanted and case is ignored.</summary>
    public static CodePointSet Close(CodePointSet set, bool asciiOnly)
    {
        var added = new List<CodePointRange>();
        foreach (CodePointRange range in set.Ranges)
        {
            AddAscii(range, 'a', 'z', 'A' - 'a', added);
            AddAscii(range, 'A', 'Z', 'a' - 'A', added);
        }

        if (!asciiOnly)
        {
            foreach ((int member, int[] others) in s_classes.Value)
            {
                if (set.Contains(member))
                {
                    added.AddRange(Array.ConvertAll(others, other => new CodePointRange(other, other)));
                }
            }
        }

        return added.Count == 0 ? set : set.Union(CodePointSet.Of(added));
    }

    private static void AddAscii(CodePointRange range, int first, int last, int distance, List<CodePointRange> added)
    {
        first = Math.Max(first, range.First);
        last = Math.Min(last, range.Last);
        if (first <= last)
        {
            added.Add(new(first + distance, last + distance));
        }
    }

    /// <summary>Of each character that has equals: all of them, itself included.</summary>
    private static Dictionary<int, int[]> FindClasses()
    {
        // Letters whose relatives are plain Latin ones, which .NET keeps apart from these.
        // And ligatures without an upper case letter.
        (int Letter, int Like)[] special = [(0x130, 'I'), (0x131, 'I'), (0x17F, 'S'), (0x212A, 'K'), (0xFB05, 0xFB05), (0xFB06, 0xFB05), (0x390, 0x390), (0x1FD3, 0x390), (0x3B0, 0x3B0), (0x1FE3, 0x3B0)];
        var byFold = new Dictionary<int, List<int>>();
        for (int codePoint = 'A'; codePoint < EndOfCased; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            var lower = Rune.ToLowerInvariant(new Rune(codePoint));
            var fold = Rune.ToUpperInvariant(lower);
            if (fold.Value != codePoint || lower.Value != codePoint)
            {
                Add(byFold, fold.Value, codePoint);
                if (Rune.ToUpperInvariant(Rune.ToLowerInvariant(fold)) == fold)
                {
                    Add(byFold, fold.Value, fold.Value);
                }
            }
        }

        foreach ((int letter, int like) in special)
        {
            Add(byFold, like, letter);
        }

        var classes = new Dictionary<int, int[]>();
        foreach (List<int> members in byFold.Values)
        {
            if (members.Count > 1)
            {
                int[] all = [.. members];
                members.ForEach(member => classes[member] = all);
            }
        }

        return classes;
    }

    private static void Add(Dictionary<int, List<int>> byFold, int fold, int codePoint)
    {
        if (!byFold.TryGetValue(fold, out List<int>? members))
        {
            byFold.Add(fold, members = []);
        }

        if (!members.Contains(codePoint))
        {
            members.Add(codePoint);
        }
    }
}
