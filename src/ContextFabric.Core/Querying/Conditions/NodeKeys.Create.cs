using System.Runtime.InteropServices;
using System.Text;
using ContextFabric.Storage;

namespace ContextFabric.Querying;

/// <content>How the keys of two features come to be comparable.</content>
internal sealed partial class NodeKeys
{
    // Numbers within 4 MiB of keys are looked up in a table.
    private const ulong MaxTable = 1 << 20;
    private const int StepsBetweenChecks = 4096;
    private const int DeletionsBetweenChecks = 64;

    /// <summary>The keys of both sides of a comparison.</summary>
    public static (NodeKeys Left, NodeKeys Right) Create(Corpus corpus, RelationSpec.OfFeatures relation, QueryBudget budget)
    {
        (NodeKeys Left, NodeKeys Right) keys = relation.Comparison == FeatureComparison.EqualAfterDeleting
            ? OfRemainders(corpus, relation, budget)
            : (relation.Left, relation.Right) switch
            {
                (IntFeature left, IntFeature right) => OfNumbers(corpus, left, right, budget),
                (IntFeature left, _) => Disjoint(corpus, left, relation.Right, budget),
                (_, IntFeature right) => Swap(Disjoint(corpus, right, relation.Left, budget)),
                _ => OfTexts(corpus, relation.Left, relation.Right, budget),
            };
        corpus.ThrowIfClosed();
        return keys;
    }

    /// <summary>Numbers: the ranks among the values of both.</summary>
    private static (NodeKeys Left, NodeKeys Right) OfNumbers(Corpus corpus, IntFeature left, IntFeature right, QueryBudget budget)
    {
        int[] leftKeys = new int[left.DistinctCount + 1];
        int[] rightKeys = left == right ? leftKeys : new int[right.DistinctCount + 1];
        budget.Charge(sizeof(int) * (leftKeys.Length + (left == right ? 0L : rightKeys.Length)));
        int key = 0;
        for (int l = 1, r = 1; l < leftKeys.Length || r < rightKeys.Length;)
        {
            CheckSometimes(key++, StepsBetweenChecks, budget);
            int order = l == leftKeys.Length ? 1 : r == rightKeys.Length ? -1 : left.Distinct[l - 1].CompareTo(right.Distinct[r - 1]);
            if (order <= 0)
            {
                leftKeys[l++] = key;
            }

            if (order >= 0)
            {
                rightKeys[r++] = key;
            }
        }

        NodeKeys keys = WithTable(corpus, left, leftKeys, key, budget);
        return (keys, left == right ? keys : WithTable(corpus, right, rightKeys, key, budget));
    }

    /// <summary>Numbers, their keys by position from 1: by value where the values are close together.</summary>
    private static NodeKeys WithTable(Corpus corpus, IntFeature feature, int[] keys, int maxKey, QueryBudget budget)
    {
        int count = keys.Length - 1;
        long low = count == 0 ? 0 : feature.Distinct[0];
        ulong span = count == 0 ? 0 : unchecked((ulong)(feature.Distinct[count - 1] - low));
        if (span >= MaxTable)
        {
            return new NodeKeys(corpus, feature, keys, 0, feature.Distinct, maxKey);
        }

        int[] table = new int[span + 1];
        budget.Charge(sizeof(int) * (long)table.Length);
        for (int i = 1; i <= count; i++)
        {
            long at = feature.Distinct[i - 1] - low;
            if ((ulong)at < (ulong)table.Length)
            {
                table[at] = keys[i];
            }
        }

        return new NodeKeys(corpus, feature, table, low, null, maxKey);
    }

    /// <summary>Numbers and texts: never equal.</summary>
    private static (NodeKeys Numbers, NodeKeys Texts) Disjoint(Corpus corpus, IntFeature numbers, NodeFeature? texts, QueryBudget budget)
    {
        int others = numbers.DistinctCount;
        int count = CountOf(corpus, texts);
        budget.Charge(sizeof(int) * ((long)others + count));
        int[] keys = Ascending(1, others + 1, 1);
        int[] map = texts is null ? Ascending(0, count, others + 1) : Ascending(1, count + 1, others + 1);
        int maxKey = others + count;
        return (WithTable(corpus, numbers, keys, maxKey, budget), new NodeKeys(corpus, texts, map, 0, null, maxKey));
    }

    /// <summary>Texts: a text of the left side has its code as key, one of the right side alone a key above these.</summary>
    private static (NodeKeys Left, NodeKeys Right) OfTexts(Corpus corpus, NodeFeature? left, NodeFeature? right, QueryBudget budget)
    {
        int leftCount = CountOf(corpus, left);
        if (left == right)
        {
            var same = new NodeKeys(corpus, left, left is null ? Ascending(0, leftCount, 1) : null, 0, null, leftCount);
            return (same, same);
        }

        if (left is null)
        {
            // Few types, perhaps many texts: the texts keep their codes.
            return Swap(OfTexts(corpus, right, left, budget));
        }

        int maxKey = leftCount;
        int[] map = right is StringFeature other
            ? Merge(((StringFeature)left).Pool, other.Pool, ref maxKey, budget)
            : OfTypes(corpus, (StringFeature)left, ref maxKey);
        return (new NodeKeys(corpus, left, null, 0, null, maxKey), new NodeKeys(corpus, right, map, 0, null, maxKey));
    }

    /// <summary>Codes of the right pool as keys; both pools are sorted.</summary>
    private static int[] Merge(StringPool left, StringPool right, ref int maxKey, QueryBudget budget)
    {
        int[] map = new int[right.Count + 1];
        budget.Charge(sizeof(int) * (long)map.Length);
        int l = 0;
        for (int r = 0; r < right.Count; r++)
        {
            CheckSometimes(r, StepsBetweenChecks, budget);
            ReadOnlySpan<byte> text = right[r];
            int order = -1;
            while (l < left.Count && (order = left[l].SequenceCompareTo(text)) < 0)
            {
                CheckSometimes(l++, StepsBetweenChecks, budget);
            }

            map[r + 1] = l < left.Count && order == 0 ? l + 1 : ++maxKey;
        }

        return map;
    }

    private static int[] OfTypes(Corpus corpus, StringFeature left, ref int maxKey)
    {
        int[] map = new int[corpus.Types.All.Count];
        foreach (NodeTypeInfo type in corpus.Types.All)
        {
            int code = left.CodeOf(type.Name);
            map[type.Type.Id] = code != 0 ? code : ++maxKey;
        }

        return map;
    }

    /// <summary>Texts without the matches of a pattern: numbered as they turn up, once per distinct text.</summary>
    private static (NodeKeys Left, NodeKeys Right) OfRemainders(Corpus corpus, RelationSpec.OfFeatures relation, QueryBudget budget)
    {
        TextPattern pattern = relation.Deleted ?? throw new ArgumentException("No pattern.", nameof(relation));
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] left = OfRemainders(corpus, relation.Left, pattern, numbers, budget);
        bool isSame = relation.Left == relation.Right;
        int[] right = isSame ? left : OfRemainders(corpus, relation.Right, pattern, numbers, budget);
        var keys = new NodeKeys(corpus, relation.Left, left, 0, null, numbers.Count);
        return (keys, isSame ? keys : new NodeKeys(corpus, relation.Right, right, 0, null, numbers.Count));
    }

    private static int[] OfRemainders(Corpus corpus, NodeFeature? feature, TextPattern pattern, Dictionary<string, int> numbers, QueryBudget budget)
    {
        if (feature is null)
        {
            int[] types = new int[corpus.Types.All.Count];
            foreach (NodeTypeInfo type in corpus.Types.All)
            {
                types[type.Type.Id] = NumberOf(pattern.Delete(type.Name, budget), numbers);
            }

            return types;
        }

        StringPool pool = feature is StringFeature texts ? texts.Pool : throw new ArgumentException($"'{feature.Name}' has no texts.", nameof(feature));
        int[] map = new int[pool.Count + 1];
        budget.Charge(sizeof(int) * (long)map.Length);
        for (int i = 0; i < pool.Count; i++)
        {
            CheckSometimes(i, DeletionsBetweenChecks, budget);
            map[i + 1] = NumberOf(pattern.Delete(Encoding.UTF8.GetString(pool[i]), budget), numbers);
        }

        return map;
    }

    private static int NumberOf(string text, Dictionary<string, int> numbers)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, text, out bool exists);
        if (!exists)
        {
            number = numbers.Count;
        }

        return number;
    }

    private static (NodeKeys Left, NodeKeys Right) Swap((NodeKeys Left, NodeKeys Right) keys) => (keys.Right, keys.Left);

    private static int CountOf(Corpus corpus, NodeFeature? feature) => feature?.DistinctCount ?? corpus.Types.All.Count;

    /// <summary>An array whose elements from a position on count up from a number.</summary>
    private static int[] Ascending(int from, int length, int number)
    {
        int[] array = new int[length];
        for (int i = from; i < length; i++)
        {
            array[i] = number + i - from;
        }

        return array;
    }

    private static void CheckSometimes(int step, int interval, QueryBudget budget)
    {
        if (step % interval == 0)
        {
            budget.Check();
        }
    }
}
