using ContextFabric.Describing;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>Searches as records: pages, passages, statistics, tables, budgets.</summary>
public sealed class SearchAnswerTests(Showcase showcase) : IClassFixture<Showcase>
{
    private const string Nouns = "verse\n  word pos=noun\n  < w:word pos=verb";

    private CorpusDescriber Describer => showcase.Describer;

    [Theory]
    [InlineData(HitOrder.Canonical, ReturnType.Results)]
    [InlineData(HitOrder.Node, ReturnType.Results)]
    [InlineData(HitOrder.Canonical, ReturnType.Table)]
    [InlineData(HitOrder.Canonical, ReturnType.Passages)]
    public void Pages_walk_through_everything_without_gap_or_repeat(HitOrder order, ReturnType type)
    {
        var request = new SearchRequest { Template = Nouns, Limit = 7, Order = order, ReturnType = type };
        SearchAnswer whole = Describer.Search(request with { Limit = 1000 });
        Assert.False(whole.HasMore);
        var keys = new List<string>();
        for (int? offset = 0; offset is not null;)
        {
            SearchAnswer page = Describer.Search(request with { Offset = offset.Value });
            Assert.Equal(whole.TotalCount, page.TotalCount);
            Assert.True(page.TotalIsExact);
            keys.AddRange(Keys(page));
            Assert.Equal(page.Cursor!.HasMore, page.Cursor.NextOffset is not null);
            offset = page.Cursor.NextOffset;
        }

        Assert.Equal(Keys(whole), keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        if (type == ReturnType.Results)
        {
            int[][] expected = [.. showcase.Corpus.Search.Prepare(Nouns).Rows()];
            Assert.Equal(expected.Length, whole.TotalCount);
            IEnumerable<string> rows = order == HitOrder.Canonical ? expected.Select(Key) : expected.OrderBy(r => r[0]).ThenBy(r => r[1]).ThenBy(r => r[2]).Select(Key);
            Assert.Equal(rows, keys);
        }
    }

    [Fact]
    public void Results_have_what_was_asked_for()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = Nouns, Limit = 1, Features = ["pos", "number"], Language = "nl" });
        Assert.Equal(["verse", "word", "word"], answer.Atoms.Select(a => a.Type));
        Assert.Equal([1, 2, 3], answer.Atoms.Select(a => a.Line));
        Assert.Equal([null, null, "w"], answer.Atoms.Select(a => a.Name));
        Assert.Equal("noun", answer.Results![0][1].Features!["pos"].Text);
        Assert.Null(answer.Results[0][0].Features);
        Assert.StartsWith("De weefster 1:", answer.Results[0][0].SectionRef, StringComparison.Ordinal);
        Assert.Throws<UnknownNameException>(() => Describer.Search(new SearchRequest { Template = "word", Features = ["nope"] }));
        Assert.Throws<UnknownNameException>(() => Describer.Search(new SearchRequest { Template = "word", Format = "nope" }));
        Assert.Throws<TemplateException>(() => Describer.Search(new SearchRequest { Template = "wrod" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Describer.Search(new SearchRequest { Template = "word", Limit = -1 }));
    }

    [Fact]
    public void Without_a_page_there_is_only_the_total()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = "word", Limit = 0 });
        Assert.Equal(295, answer.TotalCount);
        Assert.Empty(answer.Results!);
        Assert.False(answer.HasMore);
        SearchAnswer none = Describer.Search(new SearchRequest { Template = "word pos=nosuch" });
        Assert.Equal(0, none.TotalCount);
        Assert.NotNull(none.Cursor);
        Assert.Equal("unknown_value", Assert.Single(none.Warnings!).Code);
    }

    [Fact]
    public void A_page_ends_before_it_is_too_long()
    {
        var request = new SearchRequest { Template = "word", Limit = 100 };
        foreach (SearchRequest small in (SearchRequest[])[request with { MaxChars = 900 }, request with { MaxTokens = 300 }, request with { MaxChars = 1 }])
        {
            SearchAnswer answer = Describer.Search(small);
            Assert.InRange(answer.Results!.Count, 1, 20);
            Assert.Equal("size", answer.TruncatedBy);
            Assert.True(answer.HasMore);
            Assert.Equal(answer.Results.Count, answer.Cursor!.NextOffset);
        }

        Assert.Null(Describer.Search(request).TruncatedBy);
    }

    [Fact]
    public void A_search_that_is_stopped_says_so()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = "word\n# word\n# word", ReturnType = ReturnType.Statistics, MaxResults = 50, AggregateFeatures = ["pos"] });
        Assert.Equal((50, false, "max_results"), (answer.TotalCount, answer.TotalIsExact, answer.StoppedBy));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Describer.Search(new SearchRequest { Template = "word\n# word" }, null, cancelled.Token));
    }

    [Fact]
    public void Passages_are_distinct_and_show_where_their_results_are()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = Nouns, ReturnType = ReturnType.Passages, Limit = 100 });
        int[][] rows = [.. showcase.Corpus.Search.Prepare(Nouns).Rows()];
        Assert.Equal(rows.Select(r => r[0]).Distinct(), answer.Passages!.Select(p => p.Node));
        Assert.Equal(answer.Passages!.Count, answer.PassageCount);
        foreach (PassageHit passage in answer.Passages)
        {
            Assert.Equal(rows.Count(r => r[0] == passage.Node), passage.ResultCount);
            Assert.Equal(rows.Where(r => r[0] == passage.Node).SelectMany(r => r.Select((node, atom) => (atom, node))).Distinct().Order(), passage.Matches!.Select(m => (m.Atom, m.Node)));
            foreach (TextMatch match in passage.Matches!.Where(m => m.Atom > 0))
            {
                string word = showcase.Corpus.Features.Text("text")[match.Node]!;
                Assert.Contains(word, passage.Text[match.Start!.Value..match.End!.Value], StringComparison.Ordinal);
            }
        }

        SearchAnswer clauses = Describer.Search(new SearchRequest { Template = "word pos=verb", ReturnType = ReturnType.Passages, ContextType = "clause", Limit = 3 });
        Assert.All(clauses.Passages!, p => Assert.Equal("clause", p.Type));
        SearchAnswer compat = Describer.Search(new SearchRequest { Template = "word pos=verb", ReturnType = ReturnType.Passages, ReferenceCompat = true, Limit = 1000 });
        Assert.Equal(compat.TotalCount, compat.Passages!.Count);
    }

    [Fact]
    public void Statistics_count_all_results()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = Nouns, ReturnType = ReturnType.Statistics, AggregateFeatures = ["pos", "lemma", "nope"], GroupBySection = "" });
        int[][] rows = [.. showcase.Corpus.Search.Prepare(Nouns).Rows()];
        Assert.Equal(["nope"], answer.UnknownFeatures!);
        Assert.Equal(["0_verse", "1_word", "2_word"], answer.Nodes!.Keys);
        StringFeature lemma = showcase.Corpus.Features.Text("lemma");
        for (int atom = 1; atom < 3; atom++)
        {
            MemberStatistics member = answer.Nodes[$"{atom}_word"];
            Assert.Equal(rows.Length, member.Count);
            Assert.Equal(rows.Select(r => r[atom]).Distinct().Count(), member.DistinctNodes);
            Assert.Equal(
                rows.GroupBy(r => lemma[r[atom]]!).Select(g => (g.Key, (long)g.Count())).OrderByDescending(p => p.Item2).Take(50).Select(p => p.Item2),
                member.Distributions["lemma"].Select(v => v.Count));
            Assert.All(member.Distributions["lemma"], v => Assert.Equal(rows.Count(r => lemma[r[atom]] == v.Value.Text), v.Count));
        }

        Assert.Equal(rows.Length, answer.SectionDistribution!["book"].Sum(v => v.Count));
        SearchAnswer chapters = Describer.Search(new SearchRequest { Template = "word", ReturnType = ReturnType.Statistics, AggregateFeatures = [], GroupBySection = "chapter" });
        Assert.Equal(295, chapters.SectionDistribution!["chapter"].Sum(v => v.Count));
        Assert.Throws<UnknownNameException>(() => Describer.Search(new SearchRequest { Template = "word", ReturnType = ReturnType.Statistics, GroupBySection = "word" }));
    }

    [Fact]
    public void Members_of_several_types_are_counted_by_type()
    {
        SearchAnswer answer = Describer.Search(new SearchRequest { Template = ". pos=noun", ReturnType = ReturnType.Statistics, AggregateFeatures = ["pos"] });
        MemberStatistics member = answer.Nodes!["0_."];
        Assert.Equal(["word", "lex"], member.Types!.Select(t => t.Value.Text));
        Assert.Equal(member.Count, member.Types!.Sum(t => t.Count));
        SearchAnswer sets = Describer.Search(new SearchRequest { Template = "mine", ReturnType = ReturnType.Statistics, Sets = new Dictionary<string, IEnumerable<int>> { ["mine"] = [1, 2, 300] } });
        Assert.Equal(3, sets.Nodes!["0_mine"].DistinctNodes);
    }

    [Fact]
    public void Counts_are_compared()
    {
        CountComparison templates = Describer.CompareTemplates(["word pos=verb", "word pos=noun", "wrod"]);
        Assert.Equal([showcase.Corpus.Search.Prepare("word pos=verb").Rows().Count(), 58L, 0L], templates.Counts.Select(c => c.Count));
        Assert.Equal("unknown_type", templates.Counts[2].Diagnostics![0].Code);
        CountComparison values = Describer.CompareGroups(new SearchRequest { Template = "word" }, "pos");
        Assert.Equal(58, values.Counts.Single(c => c.Group.Text == "noun").Count);
        CountComparison books = Describer.CompareGroups(new SearchRequest { Template = "word" }, "book");
        Assert.Equal(295, books.Counts.Sum(c => c.Count));
    }

    [Fact]
    public void Hidden_features_cannot_be_searched_or_shown()
    {
        var some = new CorpusDescriber(showcase.Corpus, "some", new DescriberOptions { Features = ["pos"] });
        Assert.Contains("pos", some.FeatureNames().NodeFeatures);
        Assert.Contains("title", some.FeatureNames().NodeFeatures);
        Assert.DoesNotContain("kind", some.FeatureNames().NodeFeatures);
        Assert.Empty(some.FeatureNames().EdgeFeatures);
        Assert.Equal("unknown", some.Feature("kind").Kind);
        Assert.True(some.Check("word pos=noun").Valid);
        Assert.Equal("unknown_feature", some.Check("clause\n/with/\n  phrase kind=NP\n/-/").Diagnostics[0].Code);
        Assert.False(some.Check("clause\n-mother> phrase").Valid);
        Assert.False(some.Check("phrase\n.kind. phrase").Valid);
        Assert.Equal("The Weaver 1:1", Assert.Single(some.Passages(new PassageRequest { Sections = ["The Weaver 1:1"] }).Passages).Reference);
        Assert.Throws<UnknownNameException>(() => new CorpusDescriber(showcase.Corpus, "none", new DescriberOptions { Features = ["nope"] }));
    }

    [Fact]
    public void Separated_values_are_quoted_and_safe()
    {
        using var text = new StringWriter();
        var writer = new DelimitedWriter(text, ';');
        writer.WriteHeader(["a", "b;c"]);
        writer.WriteRow([FeatureValue.Of(-1), FeatureValue.Of("=1+1")]);
        writer.WriteRow([FeatureValue.None, FeatureValue.Of("say \"x\"\r\ny")]);
        Assert.Equal("a;\"b;c\"\r\n-1;'=1+1\r\n;\"say \"\"x\"\"\r\ny\"\r\n", text.ToString());
        Assert.Throws<ArgumentException>(() => new DelimitedWriter(text, '"'));
    }

    private static IEnumerable<string> Keys(SearchAnswer answer)
        => answer.Results?.Select(r => Key([.. r.Select(n => n.Node)])) ?? answer.Passages?.Select(p => $"{p.Node}") ?? answer.Rows!.Select(r => string.Join('|', r));

    private static string Key(int[] row) => string.Join(' ', row);
}
