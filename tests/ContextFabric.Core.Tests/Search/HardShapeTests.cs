using System.Diagnostics;
using ContextFabric.Core.Tests.Model;
using ContextFabric.Templates;
using ContextFabric.Testing;
using ContextFabric.Testing.BruteForce;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Shapes of templates that are cheap to answer but dear to try out, and stops in the midst of them.</summary>
public sealed class HardShapeTests
{
    private const int Words = 60_000;

    // Far more than is needed, far less than trying everything takes.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("a:word\nb:word\na .n<m. b", 1_799_970_000)]
    [InlineData("a:word\nb:word\na .n>m. b", 1_799_970_000)]
    [InlineData("a:word\nb:word\nc:word\na .n<n. b\nb .n<n. c", 35998200020000)]
    public void Higher_values_are_counted_without_pairing(string text, long expected)
    {
        using var compiled = new CompiledCorpus(Numbered());
        Assert.Equal(expected, Query(compiled, text).Count());
    }

    [Theory]
    [InlineData("a:word\nb:word\na .n<m. b")]
    [InlineData("a:word\nb:word\na .m>n. b")]
    [InlineData("a:word\nb:word\nc:word\na .n>m. b\nb .m<n. c\nb .m. c")]
    [InlineData("a:word\nb:word\nc:word\na .n<m. b\na .m>n. c")]
    [InlineData("a:word\nb:word\nc:word\nd:word\na .n>m. b\nb < c\nc .m<n. d")]
    public void Counts_of_higher_values_are_those_of_brute_force(string text)
    {
        var random = new Random(5);
        PlainCorpus plain = new PlainCorpus().AddSlots("word", 14);
        plain.Numbers["n"] = new(Enumerable.Range(1, 14).Where(_ => random.Next(4) > 0).ToDictionary(slot => slot, _ => (long)random.Next(-2, 5)));
        plain.Numbers["m"] = new(Enumerable.Range(1, 14).Where(_ => random.Next(4) > 0).ToDictionary(slot => slot, _ => (long)random.Next(0, 9)));
        using var compiled = new CompiledCorpus(plain);
        Assert.Equal(new BruteSearch(plain).Solve(Template.Parse(text).Body).Count, Query(compiled, text).Count());
    }

    [Fact]
    public void A_cycle_of_comparisons_is_not_tried_again_for_the_same_values()
    {
        const int Few = 3000;

        // All but the last word share group and part; nothing with that part differs in the group.
        PlainCorpus plain = new PlainCorpus().AddSlots("word", Few);
        plain.Texts["group"] = new(Enumerable.Range(1, Few).ToDictionary(slot => slot, slot => slot < Few ? "x" : "y"));
        plain.Texts["part"] = new(Enumerable.Range(1, Few).ToDictionary(slot => slot, slot => slot < Few ? "p" : "q"));
        using var compiled = new CompiledCorpus(plain);
        using SearchCursor cursor = Query(compiled, "a:word\nb:word\nc:word\na .group. b\nb .part. c\na .group#group. c").Open();
        Assert.False(cursor.MoveNext());
        Assert.Equal(SearchStop.None, cursor.Stop);
    }

    [Fact]
    public void Prefixes_in_any_order_keep_no_repetitions()
    {
        PlainCorpus plain = new PlainCorpus().AddSlots("word", Words);
        plain.Texts["tag"] = new(Enumerable.Range(1, 300).ToDictionary(slot => slot * 7, _ => "x"));
        using var compiled = new CompiledCorpus(plain);
        SearchOptions options = new() { Shallow = 1, Order = SearchOrder.Any, MaxMemory = 20_000_000, Timeout = s_patience, Threads = 1 };
        SearchResult result = compiled.Corpus.Search.Find("a:word\nb:word tag\na # b", options);
        Assert.Equal(SearchStop.None, result.Stop);
        Assert.Equal(Words, result.Tuples.Count);
    }

    [Fact]
    public void Planning_of_a_huge_template_can_be_stopped()
    {
        const int Atoms = 200;
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", 50));
        IEnumerable<string> relations = from a in Enumerable.Range(0, Atoms) from b in Enumerable.Range(0, a) select $"a{b} # a{a}";
        string text = string.Join('\n', Enumerable.Range(0, Atoms).Select(i => $"a{i}:word").Concat(relations));
        SearchQuery query = compiled.Corpus.Search.Prepare(text, new SearchOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        long since = Stopwatch.GetTimestamp();
        Assert.Equal(SearchStop.Time, query.Fetch().Stop);
        Assert.True(Stopwatch.GetElapsedTime(since) < s_patience);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_found_before_a_stop_is_kept(int threads)
    {
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", Words));
        SearchOptions options = new() { MaxMemory = 20_000_000, Timeout = TimeSpan.FromSeconds(2), Threads = threads };
        SearchResult result = compiled.Corpus.Search.Find("a:word\nb:word\na < b", options);
        Assert.NotEqual(SearchStop.None, result.Stop);
        Assert.NotEmpty(result.Tuples);
        Assert.Equal(compiled.Corpus.Search.Find("a:word\nb:word\na < b", new SearchOptions { Limit = 1000 }).Tuples.Take(result.Tuples.Count), result.Tuples.Take(1000));
    }

    [Fact]
    public void Nothing_is_answered_from_a_corpus_that_was_closed_meanwhile()
    {
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", 300));
        using SearchCursor cursor = Query(compiled, "a:word\nb:word\na < b").Open();
        Assert.True(cursor.MoveNext());
        compiled.Corpus.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cursor.MoveNext());
        Assert.Equal(1, cursor.Produced);
    }

    [Fact]
    public void A_run_that_was_cancelled_does_not_go_on()
    {
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", 5000));
        using var source = new CancellationTokenSource();
        using SearchCursor cursor = Query(compiled, "a:word\nb:word\na < b").Open(source.Token);
        Assert.True(cursor.MoveNext());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (cursor.MoveNext())
            {
            }
        });
        Assert.Throws<InvalidOperationException>(() => cursor.MoveNext());
    }

    private static SearchQuery Query(CompiledCorpus compiled, string text)
        => compiled.Corpus.Search.Prepare(text, new SearchOptions { Timeout = s_patience, Threads = 1 });

    private static PlainCorpus Numbered()
    {
        // Both features hold every number once, m in the opposite order.
        PlainCorpus plain = new PlainCorpus().AddSlots("word", Words);
        plain.Numbers["n"] = new(Enumerable.Range(1, Words).ToDictionary(slot => slot, slot => (long)slot));
        plain.Numbers["m"] = new(Enumerable.Range(1, Words).ToDictionary(slot => slot, slot => (long)(Words + 1 - slot)));
        return plain;
    }
}
