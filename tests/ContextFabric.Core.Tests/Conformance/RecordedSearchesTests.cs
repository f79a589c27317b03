using ContextFabric.Conformance;
using ContextFabric.Storage;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Conformance;

/// <summary>Searches with the results that Text-Fabric gives, or should give, through the same runner that anyone can start.</summary>
public sealed class RecordedSearchesTests
{
    [Theory]
    [InlineData("search-banks", "banks")]
    [InlineData("search-lab", "searchlab")]
    [InlineData("search-cuc", "cuc")]
    [InlineData("search-syrnt", "syrnt")]
    [InlineData("search-n1904", "n1904")]
    [InlineData("n1904-queries", "n1904")]
    [InlineData("bhsa_shaped-queries", "bhsa_shaped")]
    public void Every_search_gives_the_recorded_results(string searches, string corpus)
        => Check(searches, SharedData.Corpus(corpus));

    [Theory]
    [InlineData("search-banks", "banks")]
    [InlineData("search-lab", "searchlab")]
    [InlineData("search-syrnt", "syrnt")]
    public void Every_search_gives_the_same_from_the_managed_heap(string searches, string corpus)
        => Check(searches, SharedData.Corpus(corpus), Residence.ManagedHeap);

    [Fact]
    public void Wrong_expectations_are_reported()
    {
        using var folder = new TempFolder();
        PlainCorpus plain = new PlainCorpus().AddSlots("word", 3).AddNodes("line", [1, 2], [3]);
        plain.Write(folder["tf"]);

        // printf '1\n2\n3\n' | sha256sum
        const string Words = "14c5e74c4b96ccef41cd94db73a9ec3348038ac094feca4fd897cecffa07cdae";
        string searches = folder.Write("searches.json", $$"""
            [
              {"id": "right", "template": "word", "expectCount": 3, "sha256Sorted": "{{Words}}"},
              {"id": "right too", "template": "word", "expected_count": 3, "expected_digest": "{{Words}}"},
              {"id": "count", "template": "word", "expectCount": 4, "sha256Sorted": "{{Words}}"},
              {"id": "digest", "template": "line", "expectCount": 2, "sha256Sorted": "{{Words}}"},
              {"id": "refused", "template": "wrd", "expectCount": 3, "sha256Sorted": "{{Words}}"},
              {"id": "not refused", "template": "word", "expectError": "unknown object type"},
              {"id": "error", "template": "wrd", "expectError": "unknown object type"},
              {"id": "error without place", "template": "", "expectError": "no instructions"}
            ]
            """);
        using var report = new StringWriter();
        Assert.Equal(4, Runner.Run(searches, folder["tf"], report));
        Assert.EndsWith("4 passed, 4 failed" + Environment.NewLine, report.ToString(), StringComparison.Ordinal);
        Assert.Contains("count: \"word\"", report.ToString(), StringComparison.Ordinal);
    }

    private static void Check(string searches, string folder, Residence residence = Residence.Mapped)
    {
        using var report = new StringWriter();
        int failed = Runner.Run(SharedData.Path("oracle", searches + ".json"), folder, report, residence);
        Assert.True(failed == 0, report.ToString());
    }
}
