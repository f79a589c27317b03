using System.Text.Json;
using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>Recorded answers of the reference about text, sections and structure of published corpora.</summary>
public sealed class OracleTextTests
{
    [Theory]
    [InlineData("banks")]
    [InlineData("cuc")]
    [InlineData("syrnt")]
    [InlineData("n1904")]
    [InlineData("lxx")]
    [InlineData("sp")]
    [InlineData("bhsa_shaped")]
    public void Answers_equal_the_recorded_ones(string name)
    {
        using OpenedCorpus opened = OpenedCorpus.Published(name);
        int checks = 0;
        var failures = new List<string>();
        foreach (JsonElement check in opened.Checks("T."))
        {
            string op = check.GetProperty("op").GetString()!;
            JsonElement arguments = check.GetProperty("args");
            JsonElement expected = check.GetProperty("expect");
            string? failure = Check(opened.Corpus, op, arguments, expected);
            checks++;
            if (failure is not null)
            {
                failures.Add($"{op} {arguments}: {expected} expected, {failure} found");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
        Assert.True(checks > 100);
    }

    private static string? Check(Corpus corpus, string op, JsonElement arguments, JsonElement expected)
    {
        Text text = corpus.Text;
        switch (op)
        {
            case "T.formats":
                return Same(
                    string.Join(' ', expected.EnumerateObject().Select(f => $"{f.Name}={f.Value}")),
                    string.Join(' ', text.Formats.Select(f => $"{f.Name}={f.TargetTypeName}")));
            case "T.languages":
                return Same(
                    string.Join(',', expected.EnumerateArray().Select(e => e.GetString())),
                    string.Join(',', text.Languages.Select(l => l.Code).Order(StringComparer.Ordinal)));
            case "T.text":
                return Same(expected.GetString()!, TextOf(text, arguments));
            case "T.sectionTuple":
                return Same(
                    string.Join(',', OpenedCorpus.NodesOf(expected)),
                    string.Join(',', OpenedCorpus.NodesOf(text.SectionNodes(arguments[0].GetInt32(), OptionsOf(arguments)))));
            case "T.sectionFromNode":
                return Same(
                    Print(OpenedCorpus.LabelsOf(expected)),
                    Print(OpenedCorpus.LabelsOf(text.SectionOf(arguments[0].GetInt32(), LanguageOf(arguments), OptionsOf(arguments)))));
            case "T.nodeFromSection":
                int? node = text.NodeOf(OpenedCorpus.LabelsOf(arguments[0]));
                return Same(expected.ToString(), node?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
            case "T.top":
                return Same(Nodes(expected), string.Join(',', text.Structure.Top.ToArray()));
            case "T.down":
                return Same(Nodes(expected), string.Join(',', text.Structure.Children(arguments[0].GetInt32()).ToArray()));
            case "T.up":
                return Same(expected.ToString(), text.Structure.Parent(arguments[0].GetInt32())?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
            case "T.headingFromNode":
                return Same(
                    string.Join('-', expected.EnumerateArray().Select(p => $"{p[0]}:{p[1]}")),
                    text.Structure.Heading(arguments[0].GetInt32())!.ToString());
            default:
                return "unknown operation";
        }
    }

    private static string TextOf(Text text, JsonElement arguments)
    {
        if (arguments[0].ValueKind == JsonValueKind.Array)
        {
            return text.Get([.. arguments[0].EnumerateArray().Select(e => e.GetInt32())]);
        }

        TextFormat? format = null;
        var descend = Descend.Auto;
        if (arguments.GetArrayLength() > 1)
        {
            format = arguments[1].TryGetProperty("fmt", out JsonElement name) ? text.Formats[name.GetString()!] : null;
            descend = arguments[1].TryGetProperty("descend", out JsonElement value) ? value.GetBoolean() ? Descend.Always : Descend.Never : Descend.Auto;
        }

        return text.Get(arguments[0].GetInt32(), format, descend);
    }

    private static SectionOptions OptionsOf(JsonElement arguments) => arguments.GetArrayLength() < 2 ? default : new SectionOptions
    {
        LastSlot = arguments[1].TryGetProperty("lastSlot", out JsonElement last) && last.GetBoolean(),
        FillUp = arguments[1].TryGetProperty("fillup", out JsonElement fill) && fill.GetBoolean(),
    };

    private static string LanguageOf(JsonElement arguments) =>
        arguments.GetArrayLength() > 1 && arguments[1].TryGetProperty("lang", out JsonElement language) ? language.GetString()! : "en";

    private static string Nodes(JsonElement nodes) => string.Join(',', nodes.EnumerateArray().Select(e => e.GetInt32()));

    private static string Print(SectionLabel[] labels) =>
        string.Join(',', labels.Select(l => l.IsMissing ? "null" : l.Number is not null ? l.ToString() : $"'{l}'"));

    private static string? Same(string expected, string actual) => expected == actual ? null : actual;
}
