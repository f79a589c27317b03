using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Growth;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Synthesis;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

public sealed class GrowthTests
{
    [Fact]
    public void Derived_queries_have_results_that_grow_with_the_corpus()
    {
        using var folder = new TempFolder();
        string small = SyntheticCorpus.WriteStore(folder["small.cfm"], SyntheticPresets.Linguistic with { Slots = 2_000 }).Path;
        string large = SyntheticCorpus.WriteStore(folder["large.cfm"], SyntheticPresets.Linguistic with { Slots = 20_000 }).Path;

        IReadOnlyList<BenchQuery> queries = CorpusQueries.Derive(small);

        Assert.Equal(["lexical", "structural", "quantified"], queries.Select(query => query.Id));
        using var few = Corpus.Open(small);
        using var many = Corpus.Open(large);
        foreach (BenchQuery query in queries)
        {
            double growth = (double)many.Search.Prepare(query.Template).Count() / (double)few.Search.Prepare(query.Template).Count();
            Assert.InRange(growth, 7, 14);
        }
    }

    [Fact]
    public void A_corpus_without_texts_gets_queries_too()
    {
        using var folder = new TempFolder();
        var shape = new SyntheticCorpusOptions { Slots = 100, Types = [new("line", 10)], Features = [new("length", SyntheticValues.Number)] };
        string store = SyntheticCorpus.WriteStore(folder["a.cfm"], shape).Path;

        using var corpus = Corpus.Open(store);
        Assert.All(CorpusQueries.Derive(store), query => Assert.True(corpus.Search.Prepare(query.Template).IsValid, query.Template));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void Few_corpora_have_few_orders(int corpora, int orders) => Assert.Equal(orders, CorporaAxis.OrderNames(corpora).Count);

    [Fact]
    public void Orders_have_all_corpora_once()
    {
        using var folder = new TempFolder();
        (string Corpus, PreparedSubject Prepared)[] corpora = [.. Enumerable.Range(1, 6).Select(i => (
            $"c{i}",
            new PreparedSubject(new Subject("s", null, ["s"]), new SubjectCache("p", [folder.Write($"f{i}", new byte[(i * 7) % 6])]))))];

        foreach (string order in CorporaAxis.OrderNames(corpora.Length))
        {
            long[] sizes = [.. CorporaAxis.Sort(corpora, order, seed: 3).Select(entry => entry.Prepared.Cache.Bytes)];
            Assert.Equal([0, 1, 2, 3, 4, 5], sizes.Order());
            Assert.Equal(order == "ascending", sizes.SequenceEqual([0, 1, 2, 3, 4, 5]));
            Assert.Equal(order == "descending", sizes.SequenceEqual([5, 4, 3, 2, 1, 0]));
        }
    }

    [Theory]
    [InlineData("corpora,sideways", "'sideways' is none of")]
    [InlineData("", "names nothing")]
    public void Unknown_axes_are_errors(string axes, string message)
    {
        var options = new GrowthOptions { Axes = axes.Split(',', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Contains(message, Assert.Throws<BenchException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_are_sorted_and_within_bounds()
    {
        Assert.Equal([1_000, 20_000], new GrowthOptions { Slots = [20_000, 1_000, 1_000] }.SlotsOf(quick: false));
        Assert.Throws<BenchException>(new GrowthOptions { Slots = [GrowthOptions.MostSlots + 1] }.Validate);
        Assert.Throws<BenchException>(new GrowthOptions { Slots = [10] }.Validate);
        Assert.Equal([1, 3], new GrowthOptions { Counts = [3, 1] }.CountsOf());
        Assert.Contains(Environment.ProcessorCount, new GrowthOptions().CountsOf());
    }

    [Theory]
    [InlineData(CacheChoice.None, CacheChoice.Both, 2)]
    [InlineData(CacheChoice.None, CacheChoice.Warm, 1)]
    [InlineData(CacheChoice.Cold, CacheChoice.Warm, 1)]
    internal void States_are_those_that_are_asked_for(CacheChoice asked, CacheChoice usual, int count) =>
        Assert.Equal(count, CacheControl.States(asked, usual).Count);
}
