using ContextFabric.Core.Tests.Model;
using ContextFabric.Diagnostics;
using ContextFabric.Templates;
using ContextFabric.Testing;
using ContextFabric.Testing.BruteForce;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Random templates on random corpora: the engine against brute force.</summary>
public sealed class SearchPropertyTests
{
    private const long MostWork = 300_000;
    private const int MostResults = 5000;

    [Theory]
    [InlineData(RandomSearches.UsualPairs, 14, 25)]
    // More nodes than fit a machine word, and enough for lists to be cut in blocks.
    [InlineData(RandomSearches.UsualPairs / 10, 150, 200)]
    public void Results_are_those_of_brute_force(int pairs, int maxSlots, int maxNodes)
    {
        int judged = 0;
        int withResults = 0;
        RandomSearches.Check(pairs, maxSlots, maxNodes, (plain, each) =>
        {
            using var compiled = new CompiledCorpus(plain);
            each(template =>
            {
                int found = Judge(compiled.Corpus, plain, template);
                judged += found >= 0 ? 1 : 0;
                withResults += found > 0 ? 1 : 0;
            });
        });

        // Templates that are refused, too much work or without results say little.
        Assert.True(judged * 2 > pairs, $"only {judged} templates were judged");
        Assert.True(withResults * 3 > judged, $"only {withResults} templates had results");
    }

    [Fact]
    public void A_parsed_template_means_what_it_was_made_from()
        => RandomSearches.Check(RandomSearches.UsualPairs, 14, 25, (plain, each) => each(template =>
        {
            if (template.Body is null || Solve(plain, template, template.Body) is not List<int[]> expected)
            {
                return;
            }

            var parsed = Template.Parse(template.Text);
            Assert.True(parsed.IsValid, string.Join('\n', parsed.Diagnostics));
            Tuples.AssertSame(expected, Solve(plain, template, parsed.Body)!);
        }));

    /// <summary>Number of results; −1 when the template is to be refused or is too much work.</summary>
    private static int Judge(Corpus corpus, PlainCorpus plain, RandomTemplate template)
    {
        SearchOptions options = new() { Sets = template.Sets.ToDictionary(set => set.Key, set => set.Value.AsEnumerable()), Threads = 1 };
        SearchQuery Query(SearchOptions other) => corpus.Search.Prepare(template.Text, other);

        SearchQuery query = Query(options);
        if (template.Body is not TemplateBody body)
        {
            Assert.False(query.IsValid);
            Assert.Contains(query.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Assert.Throws<TemplateException>(() => query.Fetch());
            return -1;
        }

        Assert.True(query.IsValid, string.Join('\n', query.Diagnostics));
        if (Solve(plain, template, body) is not List<int[]> expected)
        {
            return -1;
        }

        Assert.Equal(body.Atoms.Count, query.Width);
        Assert.Equal(body.Atoms.Select(atom => atom.Name), query.Atoms.Select(atom => atom.Name));
        SearchResult result = query.Fetch();
        Tuples.AssertSame(expected, result.Tuples);
        Assert.Equal(SearchStop.None, result.Stop);
        Assert.Equal(expected.Count, query.Count());
        Tuples.AssertSame(expected, query.Rows());
        Tuples.AssertSame(expected, Cursor(query, expected.Count));

        SearchQuery any = Query(options with { Order = SearchOrder.Any });
        Tuples.AssertSame(Tuples.Sorted(expected), Tuples.Sorted(any.Fetch().Tuples));
        SearchQuery parallel = Query(options with { Threads = 2 });
        Tuples.AssertSame(expected, parallel.Fetch().Tuples);
        Assert.Equal(expected.Count, parallel.Count());
        CheckLimits(expected, limit => Query(options with { Limit = limit }));
        for (int width = 1; width <= body.Atoms.Count + 1; width++)
        {
            List<int[]> prefixes = BruteSearch.Prefixes(expected, width);
            SearchQuery shallow = Query(options with { Shallow = width });
            Assert.Equal(Math.Min(width, body.Atoms.Count), shallow.Width);
            Tuples.AssertSame(prefixes, shallow.Fetch().Tuples);
            Assert.Equal(prefixes.Count, shallow.Count());
            Tuples.AssertSame(Tuples.Sorted(prefixes), Tuples.Sorted(Query(options with { Shallow = width, Order = SearchOrder.Any, Threads = 2 }).Fetch().Tuples));
        }

        return expected.Count;
    }

    private static void CheckLimits(List<int[]> expected, Func<long, SearchQuery> limited)
    {
        foreach (int limit in (int[])[0, 1, expected.Count - 1, expected.Count, expected.Count + 1])
        {
            SearchResult result = limited(limit).Fetch();
            Tuples.AssertSame(limit > 0 ? expected.Take(limit) : expected, result.Tuples);
            if (limit <= 0 || limit != expected.Count)
            {
                Assert.Equal(limit > 0 && limit < expected.Count ? SearchStop.Limit : SearchStop.None, result.Stop);
            }
        }
    }

    private static List<int[]> Cursor(SearchQuery query, int expected)
    {
        using SearchCursor cursor = query.Open();
        var rows = new List<int[]>();
        while (cursor.MoveNext())
        {
            rows.Add(cursor.Current.ToArray());
            Assert.Equal(rows.Count, cursor.Produced);
        }

        Assert.False(cursor.MoveNext());
        Assert.Equal(expected, cursor.Produced);
        Assert.Equal(SearchStop.None, cursor.Stop);
        return rows;
    }

    private static List<int[]>? Solve(PlainCorpus plain, RandomTemplate template, TemplateBody body)
    {
        try
        {
            List<int[]> tuples = new BruteSearch(plain, template.Sets) { MaxWork = MostWork }.Solve(body);
            return tuples.Count <= MostResults ? tuples : null;
        }
        catch (TooMuchWorkException)
        {
            return null;
        }
    }
}
