using System.Reflection;
using System.Text.RegularExpressions;
using ContextFabric.Describing;
using ContextFabric.Templates;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>The guide to the search language teaches nothing that the engine does not do.</summary>
public sealed partial class GuideTests(Showcase showcase) : IClassFixture<Showcase>
{
    [Fact]
    public void Every_example_runs_and_almost_all_have_results()
    {
        int shown = Run(showcase.Describer, out List<string> empty);
        Assert.True(shown >= 30, $"only {shown} examples");
        Assert.True(empty.Count <= 4, string.Join("\n--\n", empty));
    }

    [Theory]
    [InlineData("banks", 20)]
    [InlineData("cuc", 20)]
    [InlineData("syrnt", 25)]
    [InlineData("n1904", 30)]
    public void Every_example_runs_on_other_corpora(string name, int least)
    {
        using Corpus corpus = Corpus.Open(SharedData.Corpus(name));
        var describer = new CorpusDescriber(corpus, name);
        Assert.True(Run(describer, out _) >= least, "few examples");
        Assert.NotEmpty(describer.Search(new SearchRequest { Template = describer.Overview().SearchExample }).Results!);
    }

    [Fact]
    public void All_is_all_topics()
    {
        GuideTopic all = showcase.Describer.Guide("all");
        foreach (string topic in CorpusDescriber.GuideTopics.Where(t => t != "all"))
        {
            GuideTopic one = showcase.Describer.Guide(topic);
            Assert.Equal(topic, one.Section);
            Assert.Contains(one.Content, all.Content, StringComparison.Ordinal);
            foreach (GuideExample example in one.Examples)
            {
                Assert.Contains($"```\n{example.Template}\n```", one.Content, StringComparison.Ordinal);
            }

            // What stands in fences is an example, and nothing else is.
            Assert.Equal(one.Examples.Count, Fences().Count(one.Content));
        }

        Assert.Throws<UnknownNameException>(() => showcase.Describer.Guide("relation"));
    }

    [Fact]
    public void Relations_and_conditions_are_those_of_the_parser()
    {
        string relations = showcase.Describer.Guide("relations").Content;
        Assert.All(RelationOperators.All, entry => Assert.Contains($"| `{entry.Text.Replace("|", "\\|", StringComparison.Ordinal)}` |", relations, StringComparison.Ordinal));
        foreach (ConditionForm form in ConditionLegend.All)
        {
            Assert.Equal(ConditionFault.None, ConditionSyntax.Parse(form.Form, default, out TemplateCondition? condition));
            Assert.Equal(form.Kind, condition!.Kind);
        }

        Assert.Equal(Enum.GetValues<ConditionKind>().Order(), ConditionLegend.All.Select(form => form.Kind).Distinct().Order());
    }

    [Fact]
    public void The_table_of_errors_shows_what_happens()
    {
        string errors = showcase.Describer.Guide("errors").Content;
        Assert.Equal(9, errors.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_finding_has_a_name()
    {
        foreach (FieldInfo code in typeof(TemplateCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            string id = (string)code.GetRawConstantValue()!;
            string word = FindingRecords.WordFor(id);
            Assert.Equal(code.Name, string.Concat(word.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])), ignoreCase: true);
        }
    }

    private static int Run(CorpusDescriber describer, out List<string> empty)
    {
        GuideExample[] examples = [.. CorpusDescriber.GuideTopics.Where(t => t != "all").SelectMany(t => describer.Guide(t).Examples)];
        empty = [];
        foreach (GuideExample example in examples)
        {
            SearchQuery query = describer.Corpus.Search.Prepare(example.Template, new SearchOptions { Limit = 1 });
            Assert.True(query.IsValid, example.Template);
            if (!query.Rows().Any())
            {
                empty.Add(example.Template);
            }
        }

        return examples.Length;
    }

    [GeneratedRegex("^```\n.*?\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
