using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>The malformed inputs of the specification that concern text, sections, structure and levels, through the compiler.</summary>
public sealed class MalformedTextTests
{
    public static TheoryData<string, string, int, string, string> Cases()
    {
        var cases = new TheoryData<string, string, int, string, string>();
        string path = SharedData.Root is null ? "" : Path.Combine(SharedData.Root, "corpora", "bad", "expected.tsv");
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            string[] fields = line.Split('\t');
            if (fields[0].StartsWith("otext-", StringComparison.Ordinal) || fields[0].StartsWith("section-", StringComparison.Ordinal)
                || fields[0].StartsWith("structure-", StringComparison.Ordinal) || fields[0] is "ok" or "levels-tie")
            {
                cases.Add(fields[0], fields[1], fields[2] == "-" ? 0 : int.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture), fields[3], fields[4]);
            }
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Verdict_and_place(string name, string file, int line, string verdict, string defect)
    {
        _ = defect;
        using var folder = new TempFolder();
        foreach (string source in Directory.GetFiles(SharedData.Path("corpora", "bad", name), "*.tf"))
        {
            File.Copy(source, folder[Path.GetFileName(source)]);
        }

        IReadOnlyList<Diagnostic> found;
        try
        {
            found = CorpusCompiler.Compile(folder.Path, cancellationToken: TestContext.Current.CancellationToken).Diagnostics;
        }
        catch (TfParseException error)
        {
            found = error.Diagnostics;
        }

        DiagnosticSeverity worst = found.Count == 0 ? DiagnosticSeverity.Info : found.Max(d => d.Severity);
        Assert.Equal(verdict switch { "error" => DiagnosticSeverity.Error, "warn" => DiagnosticSeverity.Warning, _ => DiagnosticSeverity.Info }, worst);
        if (verdict != "accept" && line > 0 && file.StartsWith("otext", StringComparison.Ordinal))
        {
            Assert.Contains(found, d => d.Severity == worst && d.Line == line && Path.GetFileName(d.Path) == file);
        }

        if (verdict == "error")
        {
            if (name is "otext-is-node" or "otext-at-node")
            {
                // The reader refuses these files in any mode.
                return;
            }

            CorpusCompiler.Compile(folder.Path, new CompileOptions { Lenient = true }, cancellationToken: TestContext.Current.CancellationToken);
        }

        using var corpus = Corpus.Open(folder.Path);
        for (int node = 0; node <= corpus.MaxNode + 1; node++)
        {
            _ = corpus.Text.Get(node);
            _ = corpus.Text.SectionOf(node);
        }

        _ = corpus.Text.Structure.ToText();
    }
}
