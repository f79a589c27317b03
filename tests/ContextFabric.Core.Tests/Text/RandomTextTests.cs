using System.Globalization;
using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>Sections and structure of small random corpora (gaps, equal slots, nested types, missing headings) against the plain rules.</summary>
public sealed class RandomTextTests
{
    private const int MaxSlot = 12;

    [Fact]
    public void Look_ups_equal_the_plain_rules()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            using SmallCorpus small = RandomCorpus(new Random(seed));
            CheckSections(small.Corpus, seed);
            CheckSequences(small.Corpus, seed);
            CheckStructure(small.Corpus, seed);
        }
    }

    private static SmallCorpus RandomCorpus(Random random)
    {
        string[] types = ["a", "b", "c"];
        string otype = $"@node\n@valueType=str\n\n1-{MaxSlot}|w\n";
        string oslots = "@edge\n@valueType=str\n\n";
        string x = "@node\n@valueType=str\n\n";
        string y = "@node\n@valueType=int\n\n";
        int node = MaxSlot;
        for (int t = 0; t < types.Length; t++)
        {
            int count = random.Next(1, 4) + (2 * t);
            otype += $"{node + 1}-{node + count}|{types[t]}\n";
            for (int i = 0; i < count; i++)
            {
                node++;
                oslots += $"{node}|{Slots(random, (types.Length - t) * 3)}\n";
                x += random.Next(5) == 0 ? "" : $"{node}|{(char)('k' + random.Next(3))}\n";
                y += random.Next(5) == 0 ? "" : $"{node}|{random.Next(-1, 2)}\n";
            }
        }

        string otext = "@config\n@fmt:text-orig-full={x}\n@sectionTypes=a,b,c\n@sectionFeatures=x,y,x\n@structureTypes=a,b,c\n@structureFeatures=x,y,x\n\n";
        return SmallCorpus.Open(("otype", otype), ("oslots", oslots), ("x", x), ("y", y), ("otext", otext));
    }

    private static string Slots(Random random, int longest)
    {
        int first = random.Next(1, MaxSlot + 1);
        int last = Math.Min(MaxSlot, first + random.Next(longest));
        return last - first > 1 && random.Next(3) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{first},{first + 2}-{last}")
            : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
    }

    private static int First(Corpus corpus, int node, string type)
    {
        foreach (int up in corpus.Locality.Up(node))
        {
            if (corpus.Types.NameOf(up) == type)
            {
                return up;
            }
        }

        return 0;
    }

    private static void CheckSections(Corpus corpus, int seed)
    {
        var names = new Dictionary<string, int>();
        var sec1 = new Dictionary<(int, long?), int>();
        var sec2 = new Dictionary<(int, long?, string?), int>();
        StringFeature x = corpus.Features.Text("x");
        IntFeature y = corpus.Features.Int("y");
        foreach (int node in Numbers(corpus, "a").Where(x.Has))
        {
            names[x[node]!] = node;
        }

        foreach (int node in Numbers(corpus, "c"))
        {
            (int a, int b) = (First(corpus, node, "a"), First(corpus, node, "b"));
            if (a > 0 && b > 0)
            {
                sec1.TryAdd((a, y[b]), b);
                sec2[(a, y[b], x[node])] = node;
            }
        }

        // Level-2 sections without a level-3 section come after those with one.
        foreach (int node in Numbers(corpus, "b"))
        {
            int a = First(corpus, node, "a");
            if (a > 0)
            {
                sec1.TryAdd((a, y[node]), node);
            }
        }

        foreach (string name in new[] { "k", "l", "m", "n" })
        {
            int? level1 = names.TryGetValue(name, out int a) ? a : null;
            Assert.True(level1 == corpus.Text.NodeByName(name), $"seed {seed}: {name}");
            foreach (long? second in new long?[] { -1, 0, 1, 2, null })
            {
                SectionLabel label = second is long number ? number : SectionLabel.Missing;
                int? level2 = level1 is not null && sec1.TryGetValue((a, second), out int b) ? b : null;
                Assert.True(level2 == corpus.Text.NodeOf(name, label), $"seed {seed}: {name} {second}");
                foreach (string? third in new[] { "k", "l", "m", "n", null })
                {
                    int? level3 = level1 is not null && sec2.TryGetValue((a, second, third), out int c) ? c : null;
                    Assert.True(level3 == corpus.Text.NodeOf(name, label, third), $"seed {seed}: {name} {second}:{third}");
                }
            }
        }
    }

    private static void CheckSequences(Corpus corpus, int seed)
    {
        var expected = new Dictionary<int, SectionSequence>();
        int first = 0;
        foreach (int a in Numbers(corpus, "a"))
        {
            expected[a] = new SectionSequence(++first);
            int second = 0;
            foreach (int b in corpus.Locality.Down(a, corpus.Types["b"]).ToArray())
            {
                expected[b] = new SectionSequence(first, ++second);
                Assert.Equal(b, corpus.Text.NodeAtSequence(expected[b]));
                int third = 0;
                foreach (int c in corpus.Locality.Down(b, corpus.Types["c"]).ToArray())
                {
                    expected[c] = new SectionSequence(first, second, ++third);
                    Assert.Equal(c, corpus.Text.NodeAtSequence(expected[c]));
                }
            }
        }

        for (int node = 0; node <= corpus.MaxNode + 1; node++)
        {
            SectionSequence? sequence = expected.TryGetValue(node, out SectionSequence known) ? known : null;
            Assert.True(sequence == corpus.Text.SequenceOf(node), $"seed {seed}: {node}");
        }
    }

    private static void CheckStructure(Corpus corpus, int seed)
    {
        string[] types = ["a", "b", "c"];
        var nodes = new Dictionary<int, int[]>();
        foreach (int node in types.SelectMany(t => Numbers(corpus, t)))
        {
            int level = Array.IndexOf(types, corpus.Types.NameOf(node));
            nodes[node] = [.. corpus.Locality.Up(node).ToArray().Where(u => Array.IndexOf(types, corpus.Types.NameOf(u)) <= level).Reverse(), node];
        }

        Dictionary<int, string> keys = nodes.ToDictionary(n => n.Key, n => Key(n.Value));
        Structure structure = corpus.Text.Structure;
        foreach ((int node, int[] heading) in nodes)
        {
            Assert.True(keys[node] == structure.Heading(node)!.ToString(), $"seed {seed}: heading of {node}");
            Assert.Equal(keys.Where(k => k.Value == keys[node]).Max(k => k.Key), structure.NodeOf(structure.Heading(node)!));
            int parent = 0;
            for (int length = heading.Length - 1; parent == 0 && length > 0; length--)
            {
                parent = keys[heading[length - 1]] == Key(heading[..length]) ? heading[length - 1] : 0;
            }

            Assert.True(parent == (structure.Parent(node) ?? 0), $"seed {seed}: parent of {node}");
            Assert.Contains(node, (parent == 0 ? structure.Top : structure.Children(parent)).ToArray());
        }

        string Key(int[] heading) => string.Join('-', heading.Select(n => $"{corpus.Types.NameOf(n)}:{(corpus.Types.NameOf(n) == "b" ? corpus.Features.Int("y") : (NodeFeature)corpus.Features.Text("x")).TextAt(n) ?? "None"}"));
    }

    private static IEnumerable<int> Numbers(Corpus corpus, string type)
    {
        NodeRange range = corpus.Types.Range(corpus.Types[type]);
        return Enumerable.Range(range.First, range.Count);
    }
}
