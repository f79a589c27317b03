using System.Text.Json;
using ContextFabric.Testing;

namespace ContextFabric.Core.Tests;

/// <summary>A corpus from the shared data with the answers recorded for it.</summary>
internal sealed class OpenedCorpus : IDisposable
{
    private readonly JsonDocument _expected;

    private OpenedCorpus(string folder, string expected)
    {
        Corpus = Corpus.Open(folder);
        _expected = JsonDocument.Parse(File.ReadAllBytes(expected));
    }

    public Corpus Corpus { get; }

    public static OpenedCorpus Mini() => new(SharedData.Corpus("mini"), SharedData.Path("corpora", "mini", "expected-tf.json"));

    public static OpenedCorpus Published(string name) => new(SharedData.Corpus(name), SharedData.Path("oracle", $"api-{name}.json"));

    public JsonElement Expected(string key) => _expected.RootElement.GetProperty(key);

    /// <summary>Section nodes as recorded: a number, or null or "" where there is none.</summary>
    public static int[] NodesOf(JsonElement nodes) =>
        [.. nodes.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetInt32() : 0)];

    public static int[] NodesOf(SectionNodes nodes) => [.. Enumerable.Range(0, nodes.Depth).Select(i => nodes[i])];

    public static SectionLabel[] LabelsOf(JsonElement labels) => [.. labels.EnumerateArray().Select(e => e.ValueKind switch
    {
        JsonValueKind.Number => new SectionLabel(e.GetInt64()),
        JsonValueKind.String => new SectionLabel(e.GetString()),
        _ => SectionLabel.Missing,
    })];

    public static SectionLabel[] LabelsOf(SectionRef? section) =>
        section is null ? [] : [.. Enumerable.Range(0, section.Value.Depth).Select(i => section.Value[i])];

    public void Dispose()
    {
        Corpus.Dispose();
        _expected.Dispose();
    }
}
