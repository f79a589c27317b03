using ContextFabric.Conformance;
using ContextFabric.Storage;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Conformance;

/// <summary>The answers that Text-Fabric gave on published corpora, through the same runner that anyone can start.</summary>
public sealed class RecordedAnswersTests
{
    [Theory]
    [InlineData("banks")]
    [InlineData("cuc")]
    [InlineData("syrnt")]
    [InlineData("sp")]
    [InlineData("lxx")]
    [InlineData("n1904")]
    [InlineData("bhsa_shaped")]
    public void Every_answer_equals_the_recorded_one(string corpus)
    {
        string answers = SharedData.Path("oracle", $"api-{corpus}.json");
        using var report = new StringWriter();
        int failed = Runner.Run(answers, SharedData.Corpus(corpus), report);
        Assert.True(failed == 0, report.ToString());
    }

    [Theory]
    [InlineData("banks")]
    [InlineData("cuc")]
    [InlineData("syrnt")]
    public void Every_answer_is_the_same_from_the_managed_heap(string corpus)
    {
        using var report = new StringWriter();
        int failed = Runner.Run(SharedData.Path("oracle", $"api-{corpus}.json"), SharedData.Corpus(corpus), report, Residence.ManagedHeap);
        Assert.True(failed == 0, report.ToString());
    }

    [Fact]
    public void A_wrong_expectation_is_reported_with_what_was_found()
    {
        using var folder = new TempFolder();
        string answers = folder.Write("wrong.json", """
            {"checks": [
              {"op": "T.text", "args": [1], "expect": "never"},
              {"op": "no such operation", "args": [], "expect": null},
              {"op": "L.u", "args": [0], "expect": []}
            ]}
            """);
        folder.Copy(RepositoryFiles.Locate("corpora/showcase/tf"));

        using var report = new StringWriter();
        Assert.Equal(2, Runner.Run(answers, folder.Path, report));
        Assert.EndsWith("1 passed, 2 failed" + Environment.NewLine, report.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"never\"", report.ToString(), StringComparison.Ordinal);
    }
}
