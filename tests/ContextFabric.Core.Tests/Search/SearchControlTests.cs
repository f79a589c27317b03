using System.Numerics;
using ContextFabric.Core.Tests.Model;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Limits, budgets, cancellation and closing: what ends a search before its last result.</summary>
public sealed class SearchControlTests : IDisposable
{
    private const int Words = 3000;

    // 3000 × 2999 × 2999 results.
    private const string Endless = "word\n# word\n# word";

    private readonly CompiledCorpus _compiled = new(RandomCorpora.Large(Words));

    private Search Search => _compiled.Corpus.Search;

    public void Dispose() => _compiled.Dispose();

    [Fact]
    public void A_limit_stops_early_and_says_so()
    {
        using SearchCursor cursor = Search.Prepare(Endless, new SearchOptions { Limit = 3 }).Open(Token);
        var rows = new List<int[]>();
        while (cursor.MoveNext())
        {
            rows.Add(cursor.Current.ToArray());
        }

        Assert.Equal([[1, 2, 1], [1, 2, 3], [1, 2, 4]], rows);
        Assert.Equal(SearchStop.Limit, cursor.Stop);
        Assert.Equal(3, cursor.Produced);
        Assert.Null(cursor.StopMessage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Zero_and_negative_limits_are_none(long limit)
    {
        SearchResult result = Search.Find("word", new SearchOptions { Limit = limit }, Token);
        Assert.Equal(Words, result.Tuples.Count);
        Assert.True(result.IsComplete);
    }

    [Fact]
    public void The_safety_limit_is_reported_only_when_there_are_more()
    {
        SearchResult cut = Search.Find("word", new SearchOptions { MaxResults = Words - 1 }, Token);
        SearchResult all = Search.Find("word", new SearchOptions { MaxResults = Words }, Token);
        Assert.Equal((Words - 1, SearchStop.MaxResults), (cut.Tuples.Count, cut.Stop));
        Assert.Equal((Words, SearchStop.None), (all.Tuples.Count, all.Stop));
        Assert.Equal(SearchStop.MaxResults, Assert.Throws<SearchStoppedException>(() => Search.Prepare("word", new SearchOptions { MaxResults = 1 }).Rows(Token).ToList()).Reason);
    }

    [Fact]
    public void The_safety_limit_holds_for_several_threads()
    {
        SearchResult cut = Search.Find("word\n# word", new SearchOptions { MaxResults = 100, Threads = 2 }, Token);
        Assert.Equal((100, SearchStop.MaxResults), (cut.Tuples.Count, cut.Stop));
        Assert.Equal([1, 2], cut.Tuples[0]);
        Assert.Equal([1, 101], cut.Tuples[^1]);
    }

    [Fact]
    public void Time_ends_a_search_and_keeps_what_was_found()
    {
        using SearchCursor cursor = Search.Prepare(Endless, new SearchOptions { Timeout = TimeSpan.FromMilliseconds(50) }).Open(Token);
        while (cursor.MoveNext())
        {
        }

        Assert.Equal(SearchStop.Time, cursor.Stop);
        Assert.True(cursor.Produced > 0);
        Assert.NotNull(cursor.StopMessage);
    }

    [Fact]
    public void Time_ends_counting_that_cannot_be_factorised()
    {
        SearchQuery query = Search.Prepare("a:word\nb:word\nc:word\nd:word\na .number#number. b\nb .number#number. c\nc .number#number. d\nd .number#number. a", new SearchOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(SearchStop.Time, Assert.Throws<SearchStoppedException>(() => query.Count(Token)).Reason);
    }

    [Fact]
    public void Memory_ends_a_search()
    {
        SearchResult result = Search.Find("word\n# word", new SearchOptions { MaxMemory = 100_000, Threads = 2 }, Token);
        Assert.Equal(SearchStop.Memory, result.Stop);
    }

    [Fact]
    public void Cancelling_throws_and_leaves_what_was_found()
    {
        using var cancellation = new CancellationTokenSource();
        using SearchCursor cursor = Search.Prepare(Endless).Open(cancellation.Token);
        Assert.True(cursor.MoveNext());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (cursor.MoveNext())
            {
            }
        });
        Assert.True(cursor.Produced is > 0 and < 100_000);
    }

    [Fact]
    public void Closing_the_corpus_ends_a_search()
    {
        using SearchCursor cursor = Search.Prepare(Endless).Open(Token);
        Assert.True(cursor.MoveNext());
        _compiled.Corpus.Dispose();
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (cursor.MoveNext())
            {
            }
        });
        Assert.Throws<ObjectDisposedException>(() => Search.Prepare("word"));
    }

    [Fact]
    public void Counts_beyond_64_bits_are_exact()
    {
        BigInteger expected = Words * BigInteger.Pow(Words - 1, 7);
        Assert.Equal(expected, Search.Prepare(string.Concat("word\n", string.Concat(Enumerable.Repeat("# word\n", 7)))).Count(Token));
    }

    [Fact]
    public void An_invalid_template_is_refused_where_it_is_run()
    {
        SearchQuery query = Search.Prepare("wrd");
        Assert.False(query.IsValid);
        TemplateException refused = Assert.Throws<TemplateException>(() => query.Open(Token));
        Assert.Equal(query.Diagnostics, refused.Diagnostics);
        Assert.Throws<TemplateException>(() => query.Rows(Token));
        Assert.Throws<TemplateException>(() => query.Count(Token));
        Assert.Throws<TemplateException>(() => query.Fetch(Token));
        Assert.Throws<TemplateException>(() => query.Explain(cancellation: Token));
    }

    [Fact]
    public void A_plan_tells_what_was_expected_and_what_happened()
    {
        SearchQuery query = Search.Prepare("sentence\n  clause\n  /with/\n    word form=w1\n  /-/\n    word");
        SearchPlan planned = query.Explain(cancellation: Token);
        SearchPlan run = query.Explain(run: true, Token);
        long results = query.Fetch(Token).Tuples.Count;

        Assert.Null(planned.Results);
        Assert.Equal(results, run.Results);
        Assert.True(run.IsStreamed);
        Assert.Equal([0, 1, 2], run.Steps.Where(step => step.Kind == SearchStepKind.Join).Select(step => step.Atom));
        Assert.Equal(results, run.Steps[^1].Actual);
        Assert.All(run.Steps, step => Assert.NotNull(step.Elapsed));
        SearchStep quantifier = Assert.Single(run.Steps, step => step.Kind == SearchStepKind.Quantifier);
        Assert.Equal((1, 2), (quantifier.Atom, quantifier.Line));
        Assert.True(quantifier.Actual < quantifier.Estimated);
    }

    [Fact]
    public void A_query_may_be_run_by_many_threads_at_once()
    {
        SearchQuery query = Search.Prepare("sentence\n  a:word\n  b:word\na .form. b\na < b");
        IReadOnlyList<int[]> expected = query.Fetch(Token).Tuples;
        Assert.NotEmpty(expected);
        Parallel.For(0, 16, _ => Assert.Equal(expected, query.Rows(Token).ToList()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
