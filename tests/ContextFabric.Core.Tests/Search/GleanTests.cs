using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Results in one line, and the legend of relations.</summary>
public sealed class GleanTests
{
    [Fact]
    public void Members_are_shown_by_what_they_are()
    {
        using Corpus corpus = Corpus.Open(SharedData.Corpus("banks"));
        Assert.Equal("  line[Everything about us, ] Everything ", corpus.Search.Glean([100, 101, 103, 1]));
        Assert.Equal("", corpus.Search.Glean([]));
        Assert.Throws<ArgumentException>(() => corpus.Search.Glean([0]));
        Assert.Throws<ArgumentException>(() => corpus.Search.Glean([corpus.MaxNode + 1]));
    }

    [Fact]
    public void The_legend_has_the_fixed_operators_and_those_of_edges()
    {
        using var folder = new TempFolder();
        folder.Copy(RepositoryFiles.Locate("corpora/showcase/tf"));
        using Corpus corpus = Corpus.Open(folder.Path);
        IReadOnlyList<RelationInfo> legend = corpus.Search.Relations;
        Assert.Contains(legend, relation => relation is { Operator: "[[", Converse: "]]", Feature: null });
        Assert.Contains(legend, relation => relation is { Operator: "-mother>", Converse: "<mother-", Feature: "mother", TakesValue: false });
        Assert.Contains(legend, relation => relation is { Operator: "<role>", Feature: "role", TakesValue: true });
        Assert.Equal(legend.Count, legend.Select(relation => relation.Operator).Distinct().Count());
    }
}
