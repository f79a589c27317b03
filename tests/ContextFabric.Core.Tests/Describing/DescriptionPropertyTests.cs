using ContextFabric.Core.Tests.Model;
using ContextFabric.Describing;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>Descriptions of random corpora against plain dictionaries.</summary>
public sealed class DescriptionPropertyTests
{
    private const int Iterations = 60;
    private static readonly Comparer<string> s_byCodePoint = Comparer<string>.Create((a, b) => a.EnumerateRunes().Select(r => r.Value).Zip(b.EnumerateRunes().Select(r => r.Value)).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(o => o != 0) is not 0 and int order ? order : a.Length.CompareTo(b.Length));

    [Fact]
    public void Values_of_node_features_are_counted_exactly() => Check((describer, plain) =>
    {
        foreach (string name in describer.Corpus.Features.Names)
        {
            FeatureValue ValueOf(int node) => plain.Texts.TryGetValue(name, out SortedDictionary<int, string>? texts)
                ? texts.TryGetValue(node, out string? text) ? FeatureValue.Of(text) : FeatureValue.None
                : plain.Numbers[name].TryGetValue(node, out long number) ? FeatureValue.Of(number) : FeatureValue.None;
            string[] having = [.. plain.Types.Where(t => Enumerable.Range(t.First, t.Last - t.First + 1).Any(n => !ValueOf(n).IsNone)).Select(t => t.Name)];
            FeatureDescription whole = describer.Feature(name, new FeatureOptions { SampleLimit = 1000 });
            Assert.Equal(having.Order(), whole.NodeTypes!.Order());
            Assert.Equal(whole.NodeTypes!, whole.NodesPerType!.Keys);
            Assert.All(plain.Types, t => Assert.Equal(Enumerable.Range(t.First, t.Last - t.First + 1).Count(n => !ValueOf(n).IsNone), whole.NodesPerType!.GetValueOrDefault(t.Name)));
            foreach (string? type in (string?[])[null, .. plain.Types.Select(t => t.Name)])
            {
                List<(FeatureValue Value, int Count)> counted =
                [
                    .. Enumerable.Range(1, plain.MaxNode).Where(n => type is null || plain.TypeOf(n) == type).Select(ValueOf).Where(v => !v.IsNone)
                        .GroupBy(v => v).Select(g => (g.Key, g.Count())),
                ];
                CheckPages(describer, name, type, counted);
            }
        }
    });

    [Fact]
    public void Values_of_edge_features_are_counted_exactly() => Check((describer, plain) =>
    {
        foreach (string name in describer.Corpus.Edges.Names)
        {
            List<(int From, int To, FeatureValue Value)> edges = plain.TextEdges.TryGetValue(name, out SortedDictionary<(int From, int To), string>? texts)
                ? [.. texts.Select(e => (e.Key.From, e.Key.To, FeatureValue.Of(e.Value)))]
                : plain.NumberEdges.TryGetValue(name, out SortedDictionary<(int From, int To), long?>? numbers)
                    ? [.. numbers.Select(e => (e.Key.From, e.Key.To, e.Value is { } number ? FeatureValue.Of(number) : FeatureValue.None))]
                    : [.. plain.Edges[name].Select(e => (e.From, e.To, FeatureValue.None))];
            FeatureDescription description = describer.Feature(name, new FeatureOptions { SampleLimit = 1000 });
            Assert.Equal(edges.Count, description.Edges);
            Assert.Equal(edges.Select(e => plain.TypeOf(e.From)).Distinct().Order(), description.NodeTypes!.Order());
            Assert.Equal(edges.Select(e => plain.TypeOf(e.To)).Distinct().Order(), description.TargetTypes!.Order());
            bool hasValues = description.HasValues!.Value;
            foreach (string? type in (string?[])[null, .. plain.Types.Select(t => t.Name)])
            {
                CheckPages(describer, name, type, hasValues ? [.. edges.Where(e => type is null || plain.TypeOf(e.From) == type).GroupBy(e => e.Value).Select(g => (g.Key, g.Count()))] : []);
            }
        }
    });

    [Fact]
    public void Features_are_listed_by_type_exactly() => Check((describer, plain) =>
    {
        foreach (PlainType type in plain.Types)
        {
            var range = Enumerable.Range(type.First, type.Last - type.First + 1).ToHashSet();
            string[] expected =
            [
                .. plain.Texts.Where(f => f.Value.Keys.Any(range.Contains)).Select(f => f.Key),
                .. plain.Numbers.Where(f => f.Value.Keys.Any(range.Contains)).Select(f => f.Key),
                .. plain.Edges.Where(f => f.Value.Any(e => range.Contains(e.From))).Select(f => f.Key),
                .. plain.TextEdges.Where(f => f.Value.Keys.Any(e => range.Contains(e.From))).Select(f => f.Key),
                .. plain.NumberEdges.Where(f => f.Value.Keys.Any(e => range.Contains(e.From))).Select(f => f.Key),
            ];
            Assert.Equal(expected.Order(), describer.Features(new FeatureQuery { NodeTypes = [type.Name] }).Features.Select(f => f.Name).Order());
        }

        FeatureList all = describer.Features();
        List<string> paged = [];
        for (int? offset = 0; offset is not null;)
        {
            FeatureList page = describer.Features(new FeatureQuery { Offset = offset.Value, Limit = 3 });
            Assert.Equal(all.Total, page.Total);
            paged.AddRange(page.Features.Select(f => f.Name));
            offset = page.NextOffset;
        }

        Assert.Equal(all.Features.Select(f => f.Name), paged);
    });

    [Fact]
    public void Everything_has_a_form_in_json() => Check((describer, plain) =>
    {
        JsonComparison.ToJson(describer.Overview());
        JsonComparison.ToJson(describer.Info());
        JsonComparison.ToJson(describer.TextFormats());
        JsonComparison.ToJson(describer.Features(describer.Corpus.Features.Names.Concat(describer.Corpus.Edges.Names).Append("otype").Append("oslots")));
        Assert.All(describer.Guide("all").Examples, example => Assert.True(describer.Corpus.Search.Prepare(example.Template).IsValid));
        Assert.NotEmpty(describer.Search(new SearchRequest { Template = describer.Overview().SearchExample }).Results!);
        NodeBatch batch = describer.NodeValues(Enumerable.Range(0, plain.MaxNode + 2), [], describer.Corpus.Edges.Names);
        Assert.Equal([0, plain.MaxNode + 1], batch.InvalidNodes!);
        Assert.Equal(plain.MaxNode, JsonComparison.ToJson(batch).GetProperty("nodes").GetArrayLength());
    });

    [Fact]
    public void A_tree_has_every_contained_node_once_below_a_container() => Check((describer, plain) =>
    {
        for (int root = 1; root <= plain.MaxNode; root++)
        {
            var seen = new List<int>();
            Visit(ContainmentTree.Of(describer.Corpus, root));
            Assert.Equal(describer.Corpus.Locality.Down(root).ToArray().Order(), seen.Order());
            NodeDetails details = describer.Details(root, depth: 2, maxChildren: 3)!;
            Assert.Equal(seen.Count, details.ContainedCount);
            Assert.True(details.Children.Count == Math.Min(3, details.ChildCount));

            void Visit(ContainmentTree tree)
            {
                Assert.Equal(tree.ChildCount, tree.Children.Count);
                foreach (ContainmentTree child in tree.Children)
                {
                    Assert.Subset(plain.SlotsOf(tree.Node).ToHashSet(), plain.SlotsOf(child.Node).ToHashSet());
                    seen.Add(child.Node);
                    Visit(child);
                }
            }
        }
    });

    [Fact]
    public void Samples_of_a_format_have_every_character_and_none_is_idle() => Check((describer, plain) =>
    {
        // The walk that is described, without shortcuts.
        foreach (FormatInfo format in describer.TextFormats(new FormatOptions { Samples = 1000 }).AllFormats)
        {
            var covered = new HashSet<System.Text.Rune>();
            var expected = new List<int>();
            PlainType type = plain.Types.First(t => t.Name == format.LevelType);
            for (int node = type.First; node <= type.Last; node++)
            {
                string text = describer.Corpus.Text.Get(node, describer.Corpus.Text.Formats[format.Name], Descend.Never).Trim();
                if (text.EnumerateRunes().Any(r => !covered.Contains(r)))
                {
                    expected.Add(node);
                    covered.UnionWith(text.EnumerateRunes());
                }
            }

            Assert.Equal(expected, format.Samples.Select(s => s.Node));
            Assert.Equal(covered.Count, format.UniqueCharacters);
        }
    });

    [Fact]
    public void A_page_of_values_costs_the_page()
    {
        using var compiled = new CompiledCorpus(RandomCorpora.Large(4000));
        NodeFeature form = compiled.Corpus.Features["form"];
        Assert.True(form.DistinctCount > 500);
        form.Ranked(ValueOrder.Frequency, 0, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        form.Ranked(ValueOrder.Frequency, 0, 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    private static void CheckPages(CorpusDescriber describer, string name, string? type, List<(FeatureValue Value, int Count)> counted)
    {
        Comparer<FeatureValue> byValue = Comparer<FeatureValue>.Create((a, b) => a.IsNone || b.IsNone ? b.IsNone.CompareTo(a.IsNone) : a.IsNumber ? a.Number.CompareTo(b.Number) : s_byCodePoint.Compare(a.Text!, b.Text!));
        foreach (ValueOrder order in Enum.GetValues<ValueOrder>())
        {
            List<ValueCount> expected =
            [
                .. (order == ValueOrder.Value ? counted.OrderBy(v => v.Value, byValue) : counted.OrderByDescending(v => v.Count).ThenBy(v => v.Value, byValue)).Select(v => new ValueCount(v.Value, v.Count)),
            ];
            foreach ((int offset, int limit) in ((int, int)[])[(0, 1000), (0, 2), (1, 2), (3, 1), (0, 0), (1000, 5)])
            {
                FeatureValues page = describer.Values(name, null, offset, limit, order, type);
                Assert.Equal(expected.Skip(offset).Take(limit), page.Values);
                Assert.Equal(expected.Count, page.Total);
            }

            foreach (string prefix in (string[])["a", "-", "1", "é"])
            {
                Assert.Equal(expected.Where(v => !v.Value.IsNone && v.Value.ToString().StartsWith(prefix, StringComparison.Ordinal)), describer.Values(name, prefix, 0, 1000, order, type).Values);
            }
        }
    }

    private static void Check(Action<CorpusDescriber, PlainCorpus> check) => RandomCorpora.Small(20, 20).Sample(
        plain =>
        {
            plain.Otext = ["fmt:text-orig-full={t2/num:?} ", "fmt:text-other={text}.", "fmt:text-trans-full=x{text}{num}", "fmt:zz-default={t2} {num}"];
            using var compiled = new CompiledCorpus(plain);
            check(new CorpusDescriber(compiled.Corpus, "random"), plain);
        },
        iter: Iterations,
        threads: 1,
        print: plain => plain.ToString());
}
