using ContextFabric.Core.Tests.Model;
using ContextFabric.Templates;
using ContextFabric.Testing;
using ContextFabric.Testing.BruteForce;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>
/// Relations between few words and very many spans, of which some are long and some have gaps: what the engine
/// leaves out by whole blocks, and what it sorts in large ones, against brute force.
/// </summary>
public sealed class LongListTests
{
    private const int Words = 1500;
    private static readonly PlainCorpus s_plain = Make();

    [Theory]
    [InlineData("&&")]
    [InlineData("||")]
    [InlineData("]]")]
    [InlineData("[[")]
    [InlineData("<")]
    [InlineData(">")]
    [InlineData("<<")]
    [InlineData(">>")]
    [InlineData("=:")]
    [InlineData(":=")]
    [InlineData("::")]
    [InlineData("==")]
    [InlineData("##")]
    [InlineData("=3:")]
    [InlineData(":5=")]
    [InlineData(":2:")]
    [InlineData("<2:")]
    [InlineData(":9>")]
    public void Partners_among_very_many_spans(string text)
    {
        using var compiled = new CompiledCorpus(s_plain);
        foreach (string template in (string[])[$"word tag\n{text} span", $"span\n{text} word tag", $"span wide\n{text} span", $"span\n{text} span wide"])
        {
            List<int[]> expected = new BruteSearch(s_plain).Solve(Template.Parse(template).Body);
            Tuples.AssertSame(expected, compiled.Corpus.Search.Find(template).Tuples);
            Assert.Equal(expected.Count, compiled.Corpus.Search.Prepare(template).Count());
        }
    }

    [Fact]
    public void Results_that_are_found_in_another_order_are_sorted_and_cut()
    {
        // Few words are tagged: these are bound before the others, though they come after them in a result.
        const string Text = "all\n  a:word\n  b:word tag\na # b";
        using var compiled = new CompiledCorpus(s_plain);
        List<int[]> expected = new BruteSearch(s_plain).Solve(Template.Parse(Text).Body);
        Assert.True(expected.Count > 20_000);
        foreach (int limit in (int[])[0, 1, 2, 500, 4095, 4096, 4097, expected.Count - 1, expected.Count])
        {
            IReadOnlyList<int[]> found = compiled.Corpus.Search.Find(Text, new SearchOptions { Limit = limit }).Tuples;
            Tuples.AssertSame(limit > 0 ? expected.Take(limit) : expected, found);
        }

        List<int[]> prefixes = BruteSearch.Prefixes(expected, 2);
        Tuples.AssertSame(prefixes, compiled.Corpus.Search.Find(Text, new SearchOptions { Shallow = 2 }).Tuples);
        Tuples.AssertSame(prefixes.Take(77), compiled.Corpus.Search.Find(Text, new SearchOptions { Shallow = 2, Limit = 77 }).Tuples);
    }

    private static PlainCorpus Make()
    {
        var random = new Random(4);
        int[] Span(int i)
        {
            int first = random.Next(1, Words + 1);
            int length = i % 400 == 0 ? 1000 : i % 40 == 0 ? random.Next(300) : random.Next(6);
            int[] slots = [.. Enumerable.Range(first, Math.Min(length + 1, Words + 1 - first))];
            return i % 7 == 0 ? [.. slots.Where(slot => slot == first || random.Next(3) > 0)] : slots;
        }

        PlainCorpus plain = new PlainCorpus().AddSlots("word", Words)
            .AddNodes("span", [.. Enumerable.Range(0, 1200).Select(Span)])
            .AddNodes("all", [.. Enumerable.Range(1, Words)]);
        plain.Texts["tag"] = new(Enumerable.Range(1, 18).ToDictionary(i => i * 83, i => "x"));
        plain.Texts["wide"] = new(Enumerable.Range(Words + 1, 1200).Where(span => plain.SlotsOf(span).Length > 50).ToDictionary(span => span, span => "x"));
        return plain;
    }
}
