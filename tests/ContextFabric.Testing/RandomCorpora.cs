using CsCheck;

namespace ContextFabric.Testing;

/// <summary>
/// Generators of small corpora with all that makes life hard: gaps, equal slot sets, ties between types, one slot,
/// slots only, types whose numbers run against the text. Failing ones shrink towards fewer nodes.
/// </summary>
public static class RandomCorpora
{
    private static readonly string[] s_texts =
        ["", "a", "b", "aa", "ab", "A", "é", "e\u0301", "שׁ", "𝔸", "\uFFFF", "tab\there", "new\nline", "back\\slash", "\\t", "\\", " a ", "-1", "0", "a\0", new string('x', 300)];

    private static readonly long[] s_numbers =
        [0, 1, -1, 2, 7, 127, 128, -128, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, int.MinValue + 1L, int.MaxValue + 1L, long.MaxValue, long.MinValue];

    /// <summary>Corpora of up to this many slots and other nodes.</summary>
    public static Gen<PlainCorpus> Small(int maxSlots = 40, int maxNodes = 40)
        => Gen.Select(Gen.Int[1, maxSlots], Gen.Int[0, maxNodes], Gen.Int[1, 6], Gen.Int)
            .Select((slots, nodes, types, seed) => Make(slots, nodes, types, new Random(seed)));

    /// <summary>A small corpus, the same for the same seed.</summary>
    public static PlainCorpus Seeded(int seed, int maxSlots, int maxNodes)
    {
        var random = new Random(seed);
        return Make(random.Next(1, maxSlots + 1), random.Next(maxNodes + 1), random.Next(1, 7), random);
    }

    /// <summary>A larger corpus, the same for the same seed: sentences of words, clauses in them, scattered lexemes.</summary>
    public static PlainCorpus Large(int slots, int seed = 1)
    {
        var random = new Random(seed);
        PlainCorpus corpus = new PlainCorpus().AddSlots("word", slots);
        int[][] sentences = [.. Tiles(slots, 40, random)];
        int[][] clauses = [.. sentences.SelectMany(sentence => Tiles(sentence.Length, 7, random).Select(clause => Array.ConvertAll(clause, at => sentence[at - 1])))];
        int[][] lexemes = [.. Enumerable.Range(1, slots).GroupBy(slot => Math.Min(random.Next(500), random.Next(500))).Select(group => group.ToArray())];
        corpus.AddNodes("lex", lexemes).AddNodes("clause", clauses).AddNodes("sentence", sentences).AddNodes("text", [.. Enumerable.Range(1, slots)]);

        corpus.Texts["form"] = new(Enumerable.Range(1, slots).ToDictionary(slot => slot, slot => "w" + (random.Next(slots) % 997)));
        corpus.Texts["rare"] = new(Enumerable.Range(1, corpus.MaxNode).Where(_ => random.Next(80) == 0).ToDictionary(node => node, node => "r" + random.Next(5)));
        corpus.Numbers["number"] = new(Enumerable.Range(1, corpus.MaxNode).Where(_ => random.Next(3) > 0).ToDictionary(node => node, node => (long)random.Next(-300, 300)));
        corpus.Texts["heading"] = new(Enumerable.Range(1, sentences.Length).ToDictionary(i => slots + lexemes.Length + clauses.Length + i, i => $"S{i}"));
        corpus.Edges["next"] = new(Enumerable.Range(1, slots - 1).Select(slot => (slot, slot + 1)));
        corpus.NumberEdges["link"] = new(Enumerable.Range(0, slots / 4).Select(_ => (random.Next(1, corpus.MaxNode), random.Next(1, corpus.MaxNode))).Distinct().ToDictionary(pair => pair, pair => random.Next(4) == 0 ? (long?)null : random.Next(-5, 5)));
        corpus.Otext = ["fmt:text-orig-full={form} ", "sectionTypes=sentence", "sectionFeatures=heading"];
        return corpus;
    }

    private static PlainCorpus Make(int slots, int nodes, int typeCount, Random random)
    {
        PlainCorpus corpus = new PlainCorpus().AddSlots("w", slots);
        string[] names = ["zz", "b", "a", "é", "Type6", "m"];
        int[] bounds = [0, .. Enumerable.Range(0, typeCount - 1).Select(_ => random.Next(nodes + 1)).Order(), nodes];
        for (int type = 0; type < typeCount; type++)
        {
            int style = random.Next(8);
            int[][] sets = [.. Enumerable.Range(0, bounds[type + 1] - bounds[type]).Select(_ => SlotSet(style, slots, corpus, random))];
            corpus.AddNodes(names[type], sets);
        }

        AddFeatures(corpus, random);
        return corpus;
    }

    private static int[] SlotSet(int style, int slots, PlainCorpus corpus, Random random)
    {
        int first = random.Next(1, slots + 1);
        int Length(int longest) => Math.Min(slots - first + 1, random.Next(1, longest + 1));
        return style switch
        {
            0 => [first],
            1 => [.. Enumerable.Range(first, Length(3))],
            2 => [.. Enumerable.Range(first, Length(slots))],
            3 => [.. Enumerable.Range(1, slots)],
            4 => Scattered(slots, random.Next(1, 5), random),
            5 => Scattered(slots, slots, random),
            // The slots of some node before: equal sets, within a type and across types.
            6 => corpus.Slots[random.Next(corpus.Slots.Count)],
            _ => SlotSet(random.Next(7), slots, corpus, random),
        };
    }

    private static int[] Scattered(int slots, int most, Random random)
        => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => random.Next(1, slots + 1)).Distinct().Order()];

    private static void AddFeatures(PlainCorpus corpus, Random random)
    {
        foreach (string name in (string[])["text", "t2", "empty text"])
        {
            int chance = name == "empty text" ? 0 : random.Next(101);
            (int from, int to) = Part(corpus.MaxNode, random);
            int variety = random.Next(1, s_texts.Length + 1);
            corpus.Texts[name] = new(Enumerable.Range(from, to - from + 1).Where(_ => random.Next(100) < chance).ToDictionary(node => node, _ => s_texts[random.Next(variety)]));
        }

        foreach (string name in (string[])["num", "n2", "empty-num"])
        {
            int chance = name == "empty-num" ? 0 : random.Next(101);
            (int from, int to) = Part(corpus.MaxNode, random);
            int variety = random.Next(1, s_numbers.Length + 1);
            corpus.Numbers[name] = new(Enumerable.Range(from, to - from + 1).Where(_ => random.Next(100) < chance).ToDictionary(node => node, _ => s_numbers[random.Next(variety)]));
        }

        corpus.Edges["edge"] = new(Pairs(corpus.MaxNode, random));
        corpus.Edges["one"] = new(Pairs(corpus.MaxNode, random).GroupBy(pair => pair.From).Select(group => group.First()));
        corpus.TextEdges["rel"] = new(Pairs(corpus.MaxNode, random).ToDictionary(pair => pair, _ => s_texts[random.Next(6)]));
        int some = random.Next(1, s_numbers.Length + 1);
        corpus.NumberEdges["dist"] = new(Pairs(corpus.MaxNode, random).ToDictionary(pair => pair, _ => random.Next(4) == 0 ? (long?)null : s_numbers[random.Next(some)]));
        corpus.NumberEdges["full"] = new(Pairs(corpus.MaxNode, random).ToDictionary(pair => pair, _ => (long?)s_numbers[random.Next(some)]));
    }

    private static (int From, int To) Part(int maxNode, Random random)
    {
        int a = random.Next(1, maxNode + 1);
        int b = random.Next(1, maxNode + 1);
        return random.Next(2) == 0 ? (1, maxNode) : (Math.Min(a, b), Math.Max(a, b));
    }

    /// <summary>Edges between any nodes; some of them both ways, some from a node to itself.</summary>
    private static IEnumerable<(int From, int To)> Pairs(int maxNode, Random random)
        => Enumerable.Range(0, random.Next(3) * random.Next(maxNode + 1)).SelectMany(_ => Pair(random.Next(1, maxNode + 1), random.Next(1, maxNode + 1), random.Next(8))).Distinct();

    private static (int From, int To)[] Pair(int from, int to, int style) => style switch
    {
        0 => [(from, to), (to, from)],
        1 => [(from, to), (from, from)],
        _ => [(from, to)],
    };

    private static IEnumerable<int[]> Tiles(int slots, int longest, Random random)
    {
        for (int first = 1; first <= slots;)
        {
            int length = Math.Min(slots - first + 1, random.Next(1, longest + 1));
            yield return [.. Enumerable.Range(first, length)];
            first += length;
        }
    }
}
