using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>Names that do not exist, handles of nothing, very many types.</summary>
public sealed class NameTests
{
    [Fact]
    public void Unknown_names_are_answered_with_the_nearest()
    {
        PlainCorpus plain = new PlainCorpus().AddSlots("word", 3).AddNodes("sentence", [1, 2]);
        plain.Texts["lemma"] = new() { [1] = "a" };
        plain.Numbers["number"] = new() { [1] = 1 };
        plain.Edges["parent"] = [(1, 2)];
        using var compiled = new CompiledCorpus(plain);
        Corpus corpus = compiled.Corpus;

        Assert.Contains("did you mean 'lemma'?", Assert.Throws<KeyNotFoundException>(() => corpus.F["lema"]).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'number'?", Assert.Throws<KeyNotFoundException>(() => corpus.F.Int("NUMBER")).Message, StringComparison.Ordinal);
        Assert.Contains("there are: lemma, number.", Assert.Throws<KeyNotFoundException>(() => corpus.F.Text("zzzzzz")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'parent'?", Assert.Throws<KeyNotFoundException>(() => corpus.E["paretn"]).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'sentence'?", Assert.Throws<KeyNotFoundException>(() => corpus.Types["sentense"]).Message, StringComparison.Ordinal);
        Assert.False(corpus.F.TryGet("lema", out NodeFeature? feature) || feature is not null || corpus.F.Contains("lema"));
        Assert.False(corpus.E.TryGet("lemma", out EdgeFeature? edge) || edge is not null || corpus.E.Contains("lemma"));
        Assert.False(corpus.Types.TryGet("Word", out NodeType type) || type != NodeType.None);
        Assert.Contains("integer values", Assert.Throws<InvalidOperationException>(() => corpus.F.Text("number")).Message, StringComparison.Ordinal);
        Assert.Contains("text values", Assert.Throws<InvalidOperationException>(() => corpus.F.Int("lemma")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warp_features_are_not_among_the_others()
    {
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", 2).AddNodes("pair", [1, 2]));

        Assert.Empty(compiled.Corpus.F.Names);
        Assert.Empty(compiled.Corpus.E.Names);
        Assert.False(compiled.Corpus.F.Contains("otype") || compiled.Corpus.E.Contains("oslots"));
        Assert.Equal(["oslots", "otype"], compiled.Corpus.Metadata.Select(meta => meta.Name));
        Assert.Contains("there are none at all", Assert.Throws<KeyNotFoundException>(() => compiled.Corpus.F["x"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_type_is_no_type()
    {
        using var compiled = new CompiledCorpus(new PlainCorpus().AddSlots("word", 2).AddNodes("pair", [1, 2]));
        NodeTypes types = compiled.Corpus.Types;

        Assert.True(NodeType.None.IsNone);
        Assert.Equal(default, NodeType.None);
        Assert.True(types.NodesOf(NodeType.None).IsEmpty);
        Assert.Equal(0, types.Range(NodeType.None).Count);
        Assert.Throws<ArgumentException>(() => types.Name(NodeType.None));
        Assert.Throws<ArgumentException>(() => types.Rank(NodeType.None));
        Assert.True(new NodeTypeSet(NodeType.None).IsEmpty);
        Assert.False(default(NodeTypeSet).Contains(NodeType.None));
    }

    [Fact]
    public void A_type_of_another_corpus_is_refused()
    {
        PlainCorpus many = new PlainCorpus().AddSlots("w", 3);
        for (int i = 0; i < 10; i++)
        {
            many.AddNodes($"t{i}", [1, 2, 3]);
        }

        using var large = new CompiledCorpus(many);
        using var small = new CompiledCorpus(new PlainCorpus().AddSlots("w", 3));

        Assert.Throws<ArgumentException>(() => small.Corpus.Types.Name(large.Corpus.Types["t9"]));
        Assert.Throws<ArgumentException>(() => small.Corpus.Types.NodesOf(large.Corpus.Types["t9"]).Length);
    }

    [Fact]
    public void More_types_than_a_machine_word_has_bits()
    {
        const int Count = 400;
        PlainCorpus plain = new PlainCorpus().AddSlots("w", 2);
        for (int i = 0; i < Count; i++)
        {
            plain.AddNodes($"t{i}", i % 3 == 0 ? [1] : [1, 2]);
        }

        using var compiled = new CompiledCorpus(plain);
        Corpus corpus = compiled.Corpus;
        NodeType[] types = [.. Enumerable.Range(0, Count).Select(i => corpus.Types[$"t{i}"])];
        var odd = new NodeTypeSet([.. types.Where((_, i) => i % 2 == 1)]);
        var again = new NodeTypeSet([.. types.Where((_, i) => i % 2 == 1).Reverse()]);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(i % 2 == 1, odd.Contains(types[i]));
            Assert.True(((NodeTypeSet)types[i]).Contains(types[i]));
            Assert.False(((NodeTypeSet)types[i]).Contains(types[(i + 1) % Count]));
            Assert.Equal($"t{i}", corpus.Types.NameOf(3 + i));
        }

        Assert.True(odd == again && odd.GetHashCode() == again.GetHashCode() && odd != default && odd.Equals((object)again));
        Assert.False(odd == new NodeTypeSet([.. types.Where((_, i) => i % 2 == 1).Skip(1)]));
        Assert.Equal(Count / 2, corpus.L.Up(1, odd).Count());
        Assert.Equal(new BruteForce(plain).Up(1), corpus.L.Up(1).ToArray());
        Assert.Equal(new BruteForce(plain).Levels, corpus.Types.All.Select(info => info.Name));
    }

    [Fact]
    public void Levels_may_be_configured()
    {
        PlainCorpus plain = new PlainCorpus().AddSlots("w", 4).AddNodes("big", [1, 2, 3, 4]).AddNodes("small", [1, 2, 3, 4]).AddNodes("tiny", [2]);
        plain.Otext = ["levels=tiny,small"];
        using var compiled = new CompiledCorpus(plain);

        Assert.Equal(["tiny", "small", "big", "w"], compiled.Corpus.Types.All.Select(info => info.Name));
        Assert.Equal([6, 5, 1, 7, 2, 3, 4], compiled.Corpus.C.Order.ToArray());
    }
}
