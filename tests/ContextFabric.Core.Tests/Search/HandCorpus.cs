using ContextFabric.Testing;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>
/// A corpus small enough to be searched by hand: eight words; phrases 9–13; clauses 14–16, the last one with a
/// gap; a sentence.
/// </summary>
internal static class HandCorpus
{
    public static PlainCorpus Plain { get; } = Make();

    public static int[] Words { get; } = [.. Enumerable.Range(1, 8)];

    public static int[] Phrases { get; } = [9, 10, 11, 12, 13];

    public static int[] Clauses { get; } = [14, 15, 16];

    /// <summary>The number of a word; 0 where there is none.</summary>
    public static int Num(int word) => word is 4 or 8 ? 0 : word;

    /// <summary>True when all slots of a are slots of b.</summary>
    public static bool In(int a, int b) => a != b && Plain.SlotsOf(a).All(slot => Plain.SlotsOf(b).Contains(slot));

    public static int First(int node) => Plain.SlotsOf(node)[0];

    public static int Last(int node) => Plain.SlotsOf(node)[^1];

    private static PlainCorpus Make()
    {
        PlainCorpus corpus = new PlainCorpus().AddSlots("word", 8)
            .AddNodes("phrase", [1, 2], [3], [4, 6], [5], [7, 8])
            .AddNodes("clause", [1, 2, 3], [4, 5, 6], [1, 2, 3, 7, 8])
            .AddNodes("sentence", [1, 2, 3, 4, 5, 6, 7, 8]);
        corpus.Numbers["num"] = new() { [1] = 1, [2] = 2, [3] = 3, [5] = 5, [6] = 6, [7] = 7 };
        corpus.Numbers["low"] = new() { [1] = 3, [2] = 2, [5] = 6, [8] = 1 };
        corpus.Texts["tag"] = new() { [1] = "a", [2] = "b", [3] = "", [4] = "a", [6] = "c d", [8] = "a|b" };
        corpus.NumberEdges["link"] = new() { [(1, 2)] = 5, [(2, 1)] = 1, [(3, 3)] = 5, [(5, 4)] = null, [(6, 7)] = 4 };
        return corpus;
    }
}
