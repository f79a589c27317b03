using System.Diagnostics;
using System.Text;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// The touch workloads. Which nodes and features they read follows from the corpus, the seed and
/// <see cref="PortableRandom"/> alone, so that every subject reads the same.
/// </summary>
internal static class TouchWork
{
    private const int StringFeatures = 5;
    private const int DefaultNodes = 50_000;
    private const int DefaultTexts = 2_000;

    /// <summary>Reads and tells how many things were read.</summary>
    /// <exception cref="BenchException">There is no such workload.</exception>
    public static WorkerAnswer Do(Corpus corpus, WorkerRequest request)
    {
        string kind = WorkerSession.Require(request.Kind, "kind");
        var random = new PortableRandom(request.Seed ?? 1);
        int nodes = request.Nodes ?? (kind == TouchKinds.Text ? DefaultTexts : DefaultNodes);
        long begin = Stopwatch.GetTimestamp();
        long count = kind switch
        {
            TouchKinds.Strings => Strings(corpus, nodes),
            TouchKinds.Walk => Walk(corpus, random, nodes),
            TouchKinds.Text => Texts(corpus, random, nodes),
            TouchKinds.All => Everything(corpus),
            _ => throw new BenchException($"'{kind}' is no touch workload; there are {string.Join(", ", TouchKinds.Names)}"),
        };
        return new WorkerAnswer { Ms = WorkerSession.Elapsed(begin), Count = count };
    }

    private static long Strings(Corpus corpus, int cap)
    {
        IEnumerable<StringFeature> chosen = corpus.Features.Names
            .Select(name => corpus.Features[name])
            .OfType<StringFeature>()
            .OrderByDescending(feature => feature.Count)
            .Take(StringFeatures); // a stable sort: equal counts stay in the order of their names
        long count = 0;
        foreach (StringFeature feature in chosen)
        {
            // the type with most values; of equals the one that comes first in the order of nodes
            NodeTypeInfo type = corpus.Types.All.OrderBy(t => t.First).MaxBy(t => CountIn(corpus, feature, t))!;
            int last = (int)Math.Min(type.Last, (long)type.First + cap - 1);
            for (int node = type.First; node <= last; node++)
            {
                count += feature[node] is null ? 0 : 1;
            }
        }

        return count;
    }

    private static long CountIn(Corpus corpus, StringFeature feature, NodeTypeInfo type) =>
        corpus.Types.All.Count == 1 ? feature.Count : feature.CountIn(type.Type);

    private static long Walk(Corpus corpus, PortableRandom random, int nodes)
    {
        long count = 0;
        for (int i = 0; i < nodes; i++)
        {
            int node = 1 + random.Next(corpus.MaxNode);
            count += corpus.Locality.Up(node).Length;
            foreach (int embedded in corpus.Locality.Down(node))
            {
                count += embedded > 0 ? 1 : 0;
            }

            count += corpus.Locality.Next(node).Count() + corpus.Locality.Previous(node).Count();
        }

        return count;
    }

    private static long Texts(Corpus corpus, PortableRandom random, int nodes)
    {
        NodeType type = corpus.Text.Sections.Types is [.., string lowest] ? corpus.Types[lowest] : corpus.SlotType;
        NodeRange range = corpus.Types.Range(type);
        long count = 0;
        for (int i = 0; i < nodes; i++)
        {
            foreach (Rune _ in corpus.Text.Get(range.First + random.Next(range.Count)).EnumerateRunes())
            {
                count++;
            }
        }

        return count;
    }

    private static long Everything(Corpus corpus)
    {
        long count = 0;
        foreach (string name in corpus.Features.Names)
        {
            NodeFeature feature = corpus.Features[name];
            for (int node = feature.FirstNode; feature.Count > 0 && node <= feature.LastNode; node++)
            {
                count += feature.ValueAt(node).IsNone ? 0 : 1;
            }
        }

        foreach (string name in corpus.Edges.Names)
        {
            count += Edges(corpus.Edges[name]);
        }

        return count;
    }

    private static long Edges(EdgeFeature edges)
    {
        long count = 0;
        foreach (int node in edges.Origins())
        {
            int targets = edges.From(node).Length;
            count += targets;
            for (int i = 0; edges.HasValues && i < targets; i++)
            {
                _ = edges.FromValue(node, i);
            }
        }

        return count;
    }
}
