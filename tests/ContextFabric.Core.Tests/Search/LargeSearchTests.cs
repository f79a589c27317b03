using ContextFabric.Core.Tests.Model;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>
/// Random templates in corpora too large for brute force: whatever way the engine takes, one thread or two, sorted
/// or not, limited or not, counted or not, must lead to the same results.
/// </summary>
public sealed class LargeSearchTests
{
    private const int MostResults = 60_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    [Fact]
    public void All_ways_lead_to_the_same_results()
    {
        int compared = 0;
        int large = 0;
        RandomSearches.Check(RandomSearches.UsualPairs / 10, 500, 600, (plain, each) =>
        {
            using var compiled = new CompiledCorpus(plain);
            each(template =>
            {
                int results = template.Body is null ? -1 : Compare(compiled.Corpus, template);
                compared += results >= 0 ? 1 : 0;
                large += results > 5000 ? 1 : 0;
            });
        });
        Assert.True(compared > 60, $"only {compared} templates were compared");
        Assert.True(large > 3, $"only {large} templates had many results");
    }

    /// <summary>Number of results; −1 when there are too many.</summary>
    private static int Compare(Corpus corpus, RandomTemplate template)
    {
        SearchOptions options = new() { Sets = template.Sets.ToDictionary(set => set.Key, set => set.Value.AsEnumerable()), Threads = 1, Timeout = s_patience };
        SearchResult Find(SearchOptions other) => corpus.Search.Find(template.Text, other);

        SearchResult any = Find(options with { Order = SearchOrder.Any, Limit = MostResults });
        if (any.Stop != SearchStop.None)
        {
            return -1;
        }

        options = options with { Timeout = null };
        List<int[]> expected = [.. any.Tuples];
        expected.Sort((a, b) => CompareByRank(corpus, a, b));
        Tuples.AssertSame(expected, Find(options).Tuples);
        Tuples.AssertSame(expected, Find(options with { Threads = 2 }).Tuples);
        Assert.Equal(expected.Count, corpus.Search.Prepare(template.Text, options).Count());
        Assert.Equal(expected.Count, corpus.Search.Prepare(template.Text, options with { Threads = 2 }).Count());
        foreach (int limit in (int[])[1, 100, expected.Count / 3, expected.Count - 1])
        {
            Tuples.AssertSame(limit > 0 ? expected.Take(limit) : expected, Find(options with { Limit = limit, Threads = 1 + (limit % 2) }).Tuples);
        }

        for (int width = 1; expected.Count > 0 && width < expected[0].Length; width++)
        {
            int members = width;
            int[][] prefixes = [.. expected.Select(tuple => tuple[..members]).Where((prefix, i) => i == 0 || !expected[i - 1].AsSpan(0, members).SequenceEqual(prefix))];
            Tuples.AssertSame(prefixes, Find(options with { Shallow = width, Threads = 2 }).Tuples);
            Assert.Equal(prefixes.Length, Find(options with { Shallow = width, Order = SearchOrder.Any }).Tuples.Count);
        }

        return expected.Count;
    }

    private static int CompareByRank(Corpus corpus, int[] a, int[] b)
    {
        int same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length ? 0 : corpus.N.Rank(a[same]).CompareTo(corpus.N.Rank(b[same]));
    }
}
