using ContextFabric.Core.Tests.Templates;
using ContextFabric.Diagnostics;
using ContextFabric.Querying;
using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Types, sets, features, values and relations get their meaning, or their finding.</summary>
public sealed class BinderTests : IDisposable
{
    private readonly SmallCorpus _small = SmallCorpus.OpenBase(
        ("sp", "@node\n@valueType=str\n\nverb\nverb\nnoun\nλ\u03CCγος\nverbal\n"),
        ("next", "@edge\n@valueType=str\n\n1|2\n"),
        ("role", "@edge\n@edgeValues\n@valueType=str\n\n1|2|subj\n"),
        ("wgt", "@edge\n@edgeValues\n@valueType=int\n\n1|2|5\n"),
        ("omap@1-2", "@edge\n@edgeValues\n@valueType=int\n\n1|2|5\n"));

    private static readonly Dictionary<string, IEnumerable<int>> s_sets = new()
    {
        ["mine"] = [5, 1, 5, 2],
        ["para"] = [3],
        ["empty"] = [],
        ["bad"] = [1, 0],
        ["odd name"] = [1],
    };

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Types_sets_and_names_have_their_order()
    {
        QueryGraph graph = Bind(".\n  a:word\n  mine\n  para\n  phrase:doc\n  phrase\n  empty\n  odd\\ name");
        Assert.IsType<NodeSource.All>(graph.Atoms[0].Source);
        Assert.Equal(new NodeSource.OfType(_small.Corpus.Types["word"]), graph.Atoms[1].Source);
        Assert.Equal([1, 2, 5], Assert.IsType<NodeSource.OfSet>(graph.Atoms[2].Source).Nodes);
        Assert.Equal([3], Assert.IsType<NodeSource.OfSet>(graph.Atoms[3].Source).Nodes);
        Assert.Equal(new NodeSource.OfType(_small.Corpus.Types["doc"]), graph.Atoms[5].Source);
        Assert.Empty(Assert.IsType<NodeSource.OfSet>(graph.Atoms[6].Source).Nodes);
        Assert.Equal([1], Assert.IsType<NodeSource.OfSet>(graph.Atoms[7].Source).Nodes);
    }

    [Fact]
    public void Conditions_are_bound_to_the_type_of_their_feature()
    {
        NodeCondition[] conditions = [.. Bind("word sp=verb|noun num#+7|007|1_0 num>-5 num<3 otype=word sp~^v sp num# sp*").Atoms[0].Conditions];
        Assert.Equal(["verb", "noun"], conditions[0].Value.Texts);
        Assert.Equal([7, 7, 10], conditions[1].Value.Numbers);
        Assert.Equal((ConditionKind.Greater, -5L), (conditions[2].Value.Kind, conditions[2].Value.Limit));
        Assert.Equal((ConditionKind.Less, 3L), (conditions[3].Value.Kind, conditions[3].Value.Limit));
        Assert.Null(conditions[4].Feature);
        Assert.NotNull(conditions[5].Value.Pattern);
        Assert.Equal([ConditionKind.Present, ConditionKind.Absent, ConditionKind.Any], conditions[6..].Select(condition => condition.Value.Kind));
        Assert.Same(_small.Corpus.Features["sp"], conditions[0].Feature);
    }

    [Theory]
    [InlineData("num<99999999999999999999", ConditionKind.Present)]
    [InlineData("num>99999999999999999999", ConditionKind.Equal)]
    [InlineData("num>-99999999999999999999", ConditionKind.Present)]
    [InlineData("num<-99999999999999999999", ConditionKind.Equal)]
    [InlineData("num=99999999999999999999", ConditionKind.Equal)]
    [InlineData("num>9223372036854775807", ConditionKind.Greater)]
    [InlineData("num<-9223372036854775808", ConditionKind.Less)]
    public void Numbers_beyond_64_bits_decide_at_once(string condition, ConditionKind kind)
    {
        ValueCondition value = Assert.Single(Bind("word " + condition).Atoms[0].Conditions).Value;
        Assert.Equal(kind, value.Kind);
        Assert.Empty(value.Numbers);
    }

    [Fact]
    public void Relations_are_bound()
    {
        QueryGraph graph = Bind("a:word\nb:word\na <3: b\na =99999999999: b\na .sp~\\d~sp. b\na .num<num. b\na .otype. b\na -wgt>3> b\na <role- b\na <next> b\na -role*> b");
        RelationSpec[] relations = [.. graph.Edges.Select(edge => edge.Relation)];
        Assert.Equal(new RelationSpec.OfSlots(SlotOperator.PrecedesNear, 3), relations[0]);
        Assert.Equal(new RelationSpec.OfSlots(SlotOperator.StartsNear, _small.Corpus.MaxSlot), relations[1]);
        Assert.NotNull(Assert.IsType<RelationSpec.OfFeatures>(relations[2]).Deleted);
        Assert.Equal(new RelationSpec.OfFeatures(_small.Corpus.Features["num"], FeatureComparison.Less, _small.Corpus.Features["num"], null), relations[3]);
        Assert.Equal(new RelationSpec.OfFeatures(null, FeatureComparison.Equal, null, null), relations[4]);
        RelationSpec.OfEdges edges = Assert.IsType<RelationSpec.OfEdges>(relations[5]);
        Assert.Equal((EdgeSense.Forward, ConditionKind.Greater, 3L), (edges.Sense, edges.Condition!.Kind, edges.Condition.Limit));
        Assert.Equal(new RelationSpec.OfEdges(_small.Corpus.Edges["role"], EdgeSense.Backward, null), relations[6]);
        Assert.Equal(new RelationSpec.OfEdges(_small.Corpus.Edges["next"], EdgeSense.Either, null), relations[7]);
        Assert.Equal(new RelationSpec.OfEdges(_small.Corpus.Edges["role"], EdgeSense.Forward, null), relations[8]);
    }

    [Fact]
    public void Quantifiers_are_bound_once_and_share_the_conditions_of_their_parent()
    {
        QueryGraph graph = Bind("doc\n/where/\n  para\n  /with/\n    word\n  /-/\n/have/\n  num=1\n/-/");
        QueryQuantifier where = Assert.Single(graph.Atoms[0].Quantifiers);
        Assert.Same(where.Bodies[0].Atoms[1].Quantifiers[0], where.Bodies[1].Atoms[1].Quantifiers[0]);
        Assert.Single(where.Bodies[1].Atoms[1].Conditions);
    }

    [Theory]
    [InlineData("wrd", "CF2100 1:1+3")]
    [InlineData("a:wrd\na", "CF2100 1:3+3")]
    [InlineData("wrd\n/with/\n/-/", "CF2100 1:1+3")]
    [InlineData("word\n/without/\n  wrd\n/-/", "CF2100 3:3+3")]
    [InlineData("doc\n/where/\n  wrd foo\n/have/\n  word\n/-/", "CF2100 3:3+3, CF2110 3:7+3")]
    [InlineData("[[ gn=m", "CF2100 1:1+2, CF2110 1:4+2")]
    [InlineData("bad", "CF2101 1:1+3")]
    [InlineData("word foo=1", "CF2110 1:6+3")]
    [InlineData("word oslots", "CF2110 1:6+6")]
    [InlineData("word role=subj", "CF2110 1:6+4")]
    [InlineData("word\n.foo<num. word", "CF2110 2:1+9")]
    [InlineData("word num=a|1.0|", "CF2111 1:6+10, CF2111 1:6+10, CF2111 1:6+10")]
    [InlineData("word num~1", "CF2112 1:6+5")]
    [InlineData("word sp>1\n<: word sp<2 otype>3", "CF2113 1:6+4, CF2113 2:9+4, CF2113 2:14+7")]
    [InlineData("word sp~(", "CF2114 1:6+4")]
    [InlineData("word\n.sp~[~sp. word", "CF2114 2:1+9")]
    [InlineData("word\n-foo> word", "CF2120 2:1+5")]
    [InlineData("word\n-oslots> word", "CF2120 2:1+8")]
    [InlineData("word\n-omap@1-2> word", "CF2120 2:1+10")]
    [InlineData("word\n-sp> word", "CF2120 2:1+4")]
    [InlineData("word\n-next=1> word", "CF2121 2:1+8")]
    [InlineData("word\n-next#> word", "CF2121 2:1+7")]
    [InlineData("word\n-wgt=x> word", "CF2111 2:1+7")]
    [InlineData("word\n-wgt~x> word", "CF2112 2:1+7")]
    [InlineData("word\n-role>1> word", "CF2113 2:1+8")]
    [InlineData("word\n.sp<num. word", "CF2130 2:1+8")]
    [InlineData("word\n.otype>otype. word", "CF2130 2:1+13")]
    [InlineData("word\n.num~x~num. word", "CF2130 2:1+11")]
    [InlineData("wrd gn!=x\nfoo", "CF2020 1:5+5, CF2051 2:1+3, CF2100 1:1+3, CF2100 2:1+3")]
    public void What_does_not_fit_the_corpus_is_found(string text, string expected)
    {
        Assert.Null(Binder.Bind(_small.Corpus, Template.Parse(text), s_sets, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), TemplateDump.Findings(diagnostics).Split(", ").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("wrd", "did you mean 'word'?")]
    [InlineData("minee", "did you mean 'mine'?")]
    [InlineData("word\nsp", "but a feature")]
    [InlineData("a:doc\n/with/\n  b:word\n  /with/\n    a\n  /-/\n/-/", "of line 1 is not visible here")]
    [InlineData("word\n[[ sp=verb", "must be followed by an atom")]
    [InlineData("word spp=verb", "did you mean 'sp'?")]
    [InlineData("word role", "is an edge feature")]
    [InlineData("word oslots", "[[ and ]]")]
    [InlineData("word phrase", "It is a node type")]
    [InlineData("word\n-nxt> word", "did you mean 'next'?")]
    [InlineData("word\n-num> word", "is a node feature")]
    [InlineData("word sp=vreb", "There is no value 'vreb' of sp; did you mean 'verb'?")]
    [InlineData("word sp=qqqqqq", "expected one of verb, noun, verbal, λόγος")]
    [InlineData("word sp=λ\u1F79γος", "composed in another way, with U+03CC U+03B3 U+03BF … in place of U+1F79 U+03B3 U+03BF … at character 2")]
    [InlineData("word sp=λο\u0301γος", "CF2201")]
    [InlineData(". otype=wrd", "did you mean 'word'?")]
    [InlineData("word\n.sp=num. word", "never equal")]
    public void Messages_help(string text, string part)
    {
        Binder.Bind(_small.Corpus, Template.Parse(text), s_sets, out IReadOnlyList<Diagnostic> diagnostics);
        Assert.Contains(part, string.Join('\n', diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("word sp=verb|vreb", "CF2200 1:6+12")]
    [InlineData("word sp=verb| sp#vreb", "")]
    [InlineData("word num=99", "")]
    [InlineData("word\n/with/\nsp=vreb\n/-/", "CF2200 3:1+7")]
    [InlineData("word\n.sp#num. word", "")]
    public void Warnings_do_not_prevent_a_run(string text, string expected)
    {
        Assert.NotNull(Binder.Bind(_small.Corpus, Template.Parse(text), s_sets, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Equal(expected, TemplateDump.Findings(diagnostics));
    }

    [Fact]
    public void A_set_that_is_not_named_is_not_read()
        => Assert.NotNull(Binder.Bind(_small.Corpus, Template.Parse("word"), s_sets, out _));

    [Fact]
    public void The_legend_has_the_edge_features_but_no_mappings()
    {
        IReadOnlyList<RelationInfo> legend = RelationLegend.For(_small.Corpus);
        Assert.Equal(RelationOperators.All.Select(entry => entry.Text), legend.Take(RelationOperators.All.Count).Select(info => info.Operator));
        Assert.Equal(["-next>", "<next-", "<next>", "-role>", "<role-", "<role>", "-wgt>", "<wgt-", "<wgt>"], legend.Where(info => info.Feature is not null).Select(info => info.Operator));
        Assert.Equal([false, true, true], legend.Where(info => info.Operator[0] == '-').Select(info => info.TakesValue));
    }

    private QueryGraph Bind(string text)
    {
        QueryGraph? graph = Binder.Bind(_small.Corpus, Template.Parse(text), s_sets, out IReadOnlyList<Diagnostic> diagnostics);
        Assert.True(graph is not null, string.Join('\n', diagnostics));
        return graph;
    }
}
