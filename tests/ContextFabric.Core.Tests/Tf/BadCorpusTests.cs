using System.Globalization;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

/// <summary>The corpora with one defect each, as far as the files by themselves show it.</summary>
public class BadCorpusTests
{
    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        string? list = SharedData.Root is null ? null : Path.Combine(SharedData.Root, "corpora", "bad", "expected.tsv");
        if (list is null || !File.Exists(list))
        {
            cases.Add("", "", "", "");
            return cases;
        }

        foreach (string line in File.ReadLines(list).Skip(1))
        {
            string[] fields = line.Split('\t');
            cases.Add(fields[0], fields[1], fields[2], fields[3]);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verdict_is_the_expected_one(string name, string file, string line, string verdict)
    {
        using TfDataset dataset = Read(name, lenient: false, out IReadOnlyList<Diagnostic> findings);
        string shown = string.Join('\n', findings);
        IEnumerable<Diagnostic> errors = findings.Where(d => d.Severity == DiagnosticSeverity.Error);
        if (!IsDecidedHere(name))
        {
            Assert.True(!errors.Any(), shown);
            return;
        }

        switch (verdict)
        {
            case "accept":
                Assert.True(findings.Count == 0, shown);
                break;
            case "warn":
                Assert.True(!errors.Any(), shown);
                Assert.True(findings.Any(d => Names(d, file) && IsAt(d, line)), shown);
                break;
            default:
                Assert.True(errors.All(d => Names(d, file)), shown);
                Assert.True(errors.Any(d => IsAt(d, line)), shown);
                Assert.All(findings, d => Assert.Matches("^CF1[01][0-9][0-9]$", d.Code));
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lenient_reading_refuses_at_most_the_one_feature(string name, string file, string line, string verdict)
    {
        _ = line;
        using TfDataset dataset = Read(name, lenient: true, out IReadOnlyList<Diagnostic> findings);
        if (!IsDecidedHere(name) || verdict != "error")
        {
            Assert.DoesNotContain(findings, d => d.Severity == DiagnosticSeverity.Error);
            return;
        }

        bool warp = file is "otype.tf" or "oslots.tf";
        Assert.Equal(!warp, dataset.Types is not null && dataset.Slots is not null);
        string refused = Path.GetFileNameWithoutExtension(file);
        Assert.All(dataset.Sources.Features, f => Assert.True(dataset.Find(f.Name) is not null || f.Name == refused || file == "otype.tf"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Checking_alone_finds_the_same(string name, string file, string line, string verdict)
    {
        _ = (file, line, verdict);
        using TfDataset dataset = Read(name, lenient: false, out IReadOnlyList<Diagnostic> findings);
        var bag = new DiagnosticBag();
        TfSourceSet sources = TfDataset.Check([SharedData.Path("corpora", "bad", name)], null, null, bag, TestContext.Current.CancellationToken);

        Assert.Equal(dataset.Sources.Features, sources.Features);
        Assert.Equal(findings, bag.ToList());
    }

    [Theory]
    [InlineData("int-loose-syntax", "6 7")]
    [InlineData("otype-interleaved", "6 7")]
    [InlineData("fields-too-many-25", "4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 0")]
    public void Every_faulty_line_is_named(string name, string lines)
    {
        using TfDataset dataset = Read(name, lenient: false, out IReadOnlyList<Diagnostic> findings);

        Assert.Equal(lines, string.Join(' ', findings.Select(d => d.Line)));
    }

    /// <summary>The meaning of otext, sections and structure is checked by another module.</summary>
    private static bool IsDecidedHere(string name) =>
        name is "otext-is-node" or "otext-at-node"
        || !(name.StartsWith("otext-", StringComparison.Ordinal)
            || name.StartsWith("section-", StringComparison.Ordinal)
            || name.StartsWith("structure-", StringComparison.Ordinal)
            || name.StartsWith("levels-", StringComparison.Ordinal));

    private static TfDataset Read(string name, bool lenient, out IReadOnlyList<Diagnostic> findings)
    {
        var bag = new DiagnosticBag();
        TfDataset dataset = TfDataset.Read([SharedData.Path("corpora", "bad", name)], null, new TfReadOptions { Lenient = lenient }, bag, TestContext.Current.CancellationToken);
        findings = bag.ToList();
        return dataset;
    }

    private static bool Names(Diagnostic finding, string file) =>
        finding.Feature + ".tf" == file && (finding.Path is null || Path.GetFileName(finding.Path) == file);

    private static bool IsAt(Diagnostic finding, string line) =>
        line == "-" || finding.Line.ToString(CultureInfo.InvariantCulture) == line;
}
