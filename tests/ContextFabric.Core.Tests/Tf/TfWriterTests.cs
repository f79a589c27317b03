using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public sealed class TfWriterTests : IDisposable
{
    private static readonly TfWriteOptions s_dated = new() { DateWritten = new DateTimeOffset(2026, 11, 22, 21, 10, 59, TimeSpan.FromHours(1)) };
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mini")]
    [InlineData("searchlab")]
    [InlineData("banks")]
    [InlineData("cuc")]
    [InlineData("syrnt")]
    public void Corpora_survive_a_round_trip(string name)
    {
        using TfDataset original = Read(SharedData.Corpus(name));
        SaveReport first = TfWriter.Write(_folder["1"], All(original));
        using TfDataset copy = Read(_folder["1"]);
        SaveReport second = TfWriter.Write(_folder["2"], All(copy));

        Assert.True(first.Success && second.Success);
        TfEquality.AssertEqual(original, copy);
        Assert.Equal(Directory.GetFiles(_folder["1"]).Length, original.Sources.Features.Count);
        foreach (string path in Directory.GetFiles(_folder["1"]))
        {
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(_folder["2/" + Path.GetFileName(path)])), path);
        }
    }

    [Fact]
    public void Metadata_are_sorted_and_writer_and_date_stand_once_at_the_end()
    {
        Assert.Equal(
            "@config\n@\n@B=1\n@a=x=y \n@flag\n@writtenBy=Context-Fabric\n@dateWritten=2026-11-22T20:10:59Z\n\n",
            Rewrite("@config\n@writtenBy=Someone\n@a=old\n@dateWritten=then\n@flag\n@B=1\n@\n@a=x=y \n@writtenBy=Other\n\n", s_dated));
    }

    [Fact]
    public void Date_of_the_feature_is_kept_when_none_is_given()
    {
        string text = Rewrite("@config\n@dateWritten=2020-01-01T00:00:00+00:00Z\n\n", null);
        Assert.EndsWith("\n@dateWritten=2020-01-01T00:00:00+00:00Z\n\n", text, StringComparison.Ordinal);
        Assert.Matches("@dateWritten=20[0-9-]{8}T[0-9:]{8}Z\n\n$", Rewrite("@config\n\n", null));
    }

    [Fact]
    public void Node_values_are_escaped_and_implicit_where_possible()
    {
        Assert.Equal("x\n3\ty\\t\\\\n\\n\n\n6\tz\n", Data("@node\n@valueType=str\n\n6\tz\n1\tx\n3\ty\\t\\\\n\\n\n4\t\n"));
        Assert.Equal("2\t-1\n12345678901\n", Data("@node\n@valueType=int\n\n\n-1\n12345678901\n"));
        Assert.Equal("", Data("@node\n@valueType=str\n\n"));
    }

    [Fact]
    public void Edges_are_grouped_by_value()
    {
        Assert.Equal(
            "2-3\t1\n1\t4\t7\n1\n5\t6\t2\n7\t8-9\t\n7\t1\t-5\n7\t2\t3\n",
            Data("@edge\n@edgeValues\n@valueType=int\n\n1\t2\t1\n1\t3\t1\n1\t4\t7\n2\t1\t\n5\t6\t2\n7\t2\t3\n7\t1\t-5\n7\t8,9\t\n"));
        Assert.Equal("2\t\n3\t5\tb\n3\t4\té\n", Data("@edge\n@edgeValues\n@valueType=str\n\n3\t4\té\n3\t5\tb\n1\t2\t\n"));
        Assert.Equal("2\n4\t1-3,5,7-8\n1\n", Data("@edge\n@valueType=str\n\n5\t1\n1\t2\n4\t8,7,5,1-3\n"));
    }

    [Fact]
    public void Value_type_of_the_data_replaces_an_unknown_one()
    {
        string text = Rewrite("@node\n@valueType=float\n\n1.5\n", s_dated, lenient: true);

        Assert.StartsWith("@node\n@valueType=str\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@edge\n@valueType=int\n")]
    [InlineData("@edge\n@edgeValues\n@valueType=int\n")]
    [InlineData("@edge\n@valueType=str\n")]
    [InlineData("@node\n@valueType=int\n")]
    [InlineData("@node\n")]
    public void Declared_value_type_is_kept(string header)
    {
        Assert.Equal(header + "@writtenBy=Context-Fabric\n@dateWritten=2026-11-22T20:10:59Z\n\n", Rewrite(header + "\n", s_dated));
    }

    [Fact]
    public void Feature_may_be_disposed_twice()
    {
        (TfFeature? feature, _) = TfProbe.Read("@node\n@valueType=str\n\na\n");
        var column = (TfStringFeature)feature!;
        feature!.Dispose();
        feature.Dispose();

        int[] one = System.Buffers.ArrayPool<int>.Shared.Rent(column.Codes.Length);
        int[] two = System.Buffers.ArrayPool<int>.Shared.Rent(column.Codes.Length);
        Assert.NotSame(one, two);
    }

    [Fact]
    public void Nothing_is_written_when_something_is_wrong()
    {
        var header = new TfHeader { Feature = "a", Path = "", Kind = TfKind.Config, HasEdgeValues = false, ValueType = TfValueType.Str, Fields = [new("k", "two\nlines", 1)] };
        using var bad = new TfConfigFeature(header, new SourceFingerprint("", 0, ""));
        (TfFeature? good, _) = TfProbe.Read("@config\n\n");

        SaveReport report = TfWriter.Write(_folder["out"], [good!, bad]);
        Assert.False(report.Success);
        TfProbe.Only(report.Diagnostics, TfCodes.MetadataWithLineEnd);
        Assert.False(Directory.Exists(_folder["out"]));

        SaveReport forced = TfWriter.Write(_folder["out"], [good!, bad], new TfWriteOptions { Force = true });
        Assert.False(forced.Success);
        Assert.Equal(["extra.tf"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Carriage_return_in_a_value_is_refused()
    {
        var values = new Utf8Dictionary();
        values.GetOrAdd("a\rb"u8);
        var header = new TfHeader { Feature = "a", Path = "", Kind = TfKind.Node, HasEdgeValues = false, ValueType = TfValueType.Str, Fields = [] };
        using var feature = new TfStringFeature(header, new SourceFingerprint("", 0, ""), 2, 2, 1, [0, 0, 1], values);

        Diagnostic finding = TfProbe.Only(TfWriter.Write(_folder["out"], [feature]).Diagnostics, TfCodes.ValueWithCarriageReturn);

        Assert.Equal("a\\rb", finding.Found);
        Assert.Contains("node 2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_must_fit_the_types()
    {
        (TfTypes? types, _) = TfProbe.ReadTypes("@node\n@valueType=str\n\n1-2\tword\n3\tdoc\n");
        (TfSlots? slots, _) = TfProbe.ReadSlots("7\t1-6\n1-3\n4-6\n1,3\n2\n");
        (TfFeature? node, _) = TfProbe.Read("@node\n@valueType=str\n\n4\tx\n", name: "n");
        (TfFeature? edge, _) = TfProbe.Read("@edge\n@valueType=str\n\n4\t1\n", name: "e");

        SaveReport report = TfWriter.Write(_folder["out"], [types!, slots!, node!, edge!]);
        SaveReport lone = TfWriter.Write(_folder["out"], [slots!]);

        Assert.Equal(["e", "n", "oslots"], report.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Feature).Distinct());
        TfProbe.Only(lone.Diagnostics, TfCodes.SlotsWithoutTypes);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Failed_save_leaves_the_folder_as_it_was()
    {
        // A folder where a file should go makes the renaming fail.
        _folder.Write("out/b.tf/x", "");
        (TfFeature? a, _) = TfProbe.Read("@config\n\n", name: "a");
        (TfFeature? b, _) = TfProbe.Read("@config\n\n", name: "b");

        Assert.ThrowsAny<SystemException>(() => TfWriter.Write(_folder["out"], [b!, a!]));
        Assert.DoesNotContain(Directory.GetFiles(_folder["out"]), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static TfDataset Read(string folder)
    {
        var bag = new DiagnosticBag();
        TfDataset dataset = TfDataset.Read([folder], null, null, bag, TestContext.Current.CancellationToken);
        Assert.False(bag.HasErrors, string.Join('\n', bag.ToList()));
        return dataset;
    }

    private static List<TfFeature> All(TfDataset dataset) => [.. dataset.Features, dataset.Types!, dataset.Slots!];

    private string Rewrite(string text, TfWriteOptions? options, bool lenient = false)
    {
        (TfFeature? feature, _) = TfProbe.Read(text, lenient);
        Assert.True(TfWriter.Write(_folder["out"], [feature!], options).Success);
        return File.ReadAllText(_folder["out/extra.tf"], new UTF8Encoding(false, true));
    }

    private string Data(string text)
    {
        string written = Rewrite(text, s_dated);
        return written[(written.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
    }
}
