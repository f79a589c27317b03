using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfHeaderTests
{
    [Fact]
    public void Metadata_is_kept_untrimmed_and_in_order()
    {
        (TfFeature? feature, _) = TfProbe.Read("@config\n@fmt:text-orig-full={text} \n@a=b=c\n@flag\n@\n@edgeValues=1\n\n");

        Assert.Equal(
            [
                new("fmt:text-orig-full", "{text} ", 2),
                new("a", "b=c", 3),
                new("flag", null, 4),
                new("", null, 5),
                new("edgeValues", "1", 6),
            ],
            feature!.Header.Fields);
        Assert.Equal(TfKind.Config, feature.Header.Kind);
        Assert.False(feature.Header.HasEdgeValues);
    }

    [Theory]
    [InlineData("@node\n@valueType=str\n\n", TfKind.Node)]
    [InlineData("@node \t\u00A0\n@valueType=str\n\n", TfKind.Node)]
    [InlineData("@edge\n@valueType=str\n", TfKind.Edge)]
    [InlineData("@config", TfKind.Config)]
    public void First_line_gives_the_kind(string text, TfKind kind)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(text);

        Assert.Empty(findings);
        Assert.Equal(kind, feature!.Header.Kind);
    }

    [Theory]
    [InlineData("@nodes\n\n")]
    [InlineData(" @node\n\n")]
    [InlineData("\n@node\n\n")]
    [InlineData("@Node\n\n")]
    [InlineData("a\nb\n")]
    public void Other_first_lines_are_refused(string text)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(text);

        Assert.Null(feature);
        Diagnostic finding = TfProbe.Only(findings, TfCodes.MissingKind);
        Assert.Equal((1, 1), (finding.Line, finding.Column));
    }

    [Fact]
    public void Missing_separator_is_refused_and_the_rest_is_still_checked()
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@node\n@valueType=int\n1\nx\n");

        Assert.Null(feature);
        Assert.Equal([(TfCodes.MissingSeparator, 3), (TfCodes.BadInteger, 4)], findings.Select(d => (d.Code, d.Line)));
    }

    [Fact]
    public void Comment_in_the_header_is_refused_and_passed_over()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@node\n# note\n@valueType=int\n\n1\n");

        Diagnostic finding = TfProbe.Only(findings, TfCodes.MissingSeparator);
        Assert.Equal((2, "# note"), (finding.Line, finding.Found));
    }

    [Theory]
    [InlineData("@node\n\na\n", TfCodes.ValueTypeMissing, 0)]
    [InlineData("@node\n@valueType\n\na\n", TfCodes.ValueTypeMissing, 2)]
    [InlineData("@node\n@valueT", TfCodes.CutInHeader, 2)]
    [InlineData("@node\n@valueType=str\n@valueType=str\n\na\n", TfCodes.DuplicateKey, 3)]
    public void Doubtful_headers_are_accepted_with_a_warning(string text, string code, int line)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(text);

        Diagnostic finding = TfProbe.Only(findings, code);
        Assert.Equal((DiagnosticSeverity.Warning, line), (finding.Severity, finding.Line));
        Assert.Equal(TfValueType.Str, feature!.Header.ValueType);
    }

    [Fact]
    public void Repeated_writer_and_date_are_normal()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@config\n@writtenBy=a\n@dateWritten=1\n@writtenBy=b\n@dateWritten=2\n\n");

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("float")]
    [InlineData("int ")]
    [InlineData("INT")]
    [InlineData("")]
    public void Unknown_value_type_is_an_error_and_when_lenient_text(string type)
    {
        (TfFeature? strict, IReadOnlyList<Diagnostic> errors) = TfProbe.Read($"@node\n@valueType={type}\n\n1\n");
        (TfFeature? lenient, IReadOnlyList<Diagnostic> warnings) = TfProbe.Read($"@node\n@valueType={type}\n\n1\n", lenient: true);

        Assert.Null(strict);
        Assert.Equal((2, DiagnosticSeverity.Error), (TfProbe.Only(errors, TfCodes.ValueTypeUnknown).Line, errors[0].Severity));
        Assert.Equal(DiagnosticSeverity.Warning, TfProbe.Only(warnings, TfCodes.ValueTypeUnknown).Severity);
        Assert.Equal("1", TfProbe.Strings(lenient)[1]);
    }

    [Fact]
    public void Config_needs_no_value_type_and_ignores_data()
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@config\n@a=b\n\n\n1\tx\n");

        Assert.IsType<TfConfigFeature>(feature);
        Assert.Equal(5, TfProbe.Only(findings, TfCodes.DataInConfig).Line);
    }

    [Theory]
    [InlineData("otext", true)]
    [InlineData("otext@x", true)]
    [InlineData("otextual", false)]
    public void Text_configuration_must_be_config(string name, bool refused)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@node\n@valueType=str\n\na\n", name: name);

        Assert.Equal(refused, feature is null);
        Assert.Equal(refused ? [TfCodes.NotConfig] : [], findings.Select(d => d.Code));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void ReadHeader_reads_headers_of_any_length(int length)
    {
        using var folder = new TempFolder();
        string text = "@node\r\n@a=" + new string('x', length) + "\r\n@valueType=int\r\n\r\n" + string.Concat(Enumerable.Repeat("12\r\n", 100_000));
        var bag = new DiagnosticBag();

        TfHeader? header = TfReader.ReadHeader(new TfSource("f", folder.Write("f.tf", text)), TfReadOptions.Default, bag);

        Assert.Empty(bag.ToList());
        Assert.Equal(TfValueType.Int, header!.ValueType);
        Assert.Equal(length, header.Find("a")!.Value.Value!.Length);
    }

    [Fact]
    public void Fingerprint_is_that_of_the_bytes()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "@node\r\n@valueType=str\r\n\r\na"u8];
        (TfFeature? feature, _) = TfProbe.Read(content);

        string hash = Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(content));
        Assert.Equal(new SourceFingerprint("extra.tf", content.Length, hash), feature!.Fingerprint);
    }

    [Fact]
    public void Missing_file_is_reported_not_thrown()
    {
        var bag = new DiagnosticBag();
        Assert.Null(TfReader.ReadFeature(new TfSource("f", Path.Combine(Path.GetTempPath(), "no such folder", "f.tf")), 5, TfReadOptions.Default, bag));
        TfProbe.Only(bag.ToList(), TfCodes.CannotRead);
    }

    [Theory]
    [InlineData(new byte[0], TfCodes.EmptyFile)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x40, 0x00 }, TfCodes.WrongEncoding)]
    [InlineData(new byte[] { 0x00, 0x40, 0x00, 0x6E }, TfCodes.WrongEncoding)]
    public void Files_of_another_form_are_refused(byte[] content, string code)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(content);

        Assert.Null(feature);
        Assert.Equal(1, TfProbe.Only(findings, code).Line);
    }

    [Fact]
    public void Invalid_bytes_are_reported_line_by_line()
    {
        byte[] content = [.. "@node\n@valueType=str\n\na\n"u8, (byte)'b', 0xFF, (byte)'\n', .. Encoding.UTF8.GetBytes("é"), 0xED, 0xA0, 0x80];
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(content);

        Assert.Equal([(TfCodes.NotUtf8, 5, 2, "FF"), (TfCodes.NotUtf8, 6, 2, "EDA080")], findings.Select(d => (d.Code, d.Line, d.Column, d.Found!)));
    }
}
