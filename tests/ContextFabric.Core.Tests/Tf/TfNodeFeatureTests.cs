using ContextFabric.Diagnostics;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfNodeFeatureTests
{
    private const string Str = "@node\n@valueType=str\n\n";
    private const string Int = "@node\n@valueType=int\n\n";

    [Fact]
    public void Implicit_nodes_follow_the_highest_of_the_line_before()
    {
        (TfFeature? feature, _) = TfProbe.Read(Str + "a\n5,2-3\tb\nc\n1\td\n\n");

        Assert.Equal(new() { [1] = "d", [2] = "", [3] = "b", [5] = "b", [6] = "c" }, TfProbe.Strings(feature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("a\n\n")]
    public void Final_newline_opens_no_line(string data)
    {
        (TfFeature? feature, _) = TfProbe.Read(Str + data);

        Assert.Equal(data.Split('\n').Length - (data.EndsWith('\n') || data.Length == 0 ? 1 : 0), TfProbe.Strings(feature).Count);
    }

    [Theory]
    [InlineData(@"tab\there", "tab\there")]
    [InlineData(@"new\nline", "new\nline")]
    [InlineData(@"back\\slash", @"back\slash")]
    [InlineData(@"\\t", @"\t")]
    [InlineData(@"\\\t", "\\\t")]
    [InlineData(@"\\\\", @"\\")]
    [InlineData(" spaces ", " spaces ")]
    [InlineData("@at", "@at")]
    [InlineData("\u2028\u0085\v\f", "\u2028\u0085\v\f")]
    public void Values_are_unescaped(string field, string value)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + field + "\n");

        Assert.Empty(findings);
        Assert.Equal(value, TfProbe.Strings(feature)[1]);
    }

    [Theory]
    [InlineData(@"b\", 2)]
    [InlineData(@"b\x", 2)]
    [InlineData(@"é\\\r", 4)]
    public void Unknown_escapes_are_kept_with_a_warning(string field, int column)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + "1\t" + field + "\n");

        Diagnostic finding = TfProbe.Only(findings, TfCodes.UnknownEscape);
        Assert.Equal((DiagnosticSeverity.Warning, 4, column + 2), (finding.Severity, finding.Line, finding.Column));
        Assert.Equal(field.Replace(@"\\", @"\", StringComparison.Ordinal), TfProbe.Strings(feature)[1]);
    }

    [Fact]
    public void Last_assignment_wins_but_an_empty_integer_erases_nothing()
    {
        (TfFeature? text, _) = TfProbe.Read(Str + "1\ta\n1\tb\n2\tc\n2\t\n");
        (TfFeature? number, _) = TfProbe.Read(Int + "1\t5\n1\t6\n2\t5\n2\t\n\n");

        Assert.Equal(new() { [1] = "b", [2] = "" }, TfProbe.Strings(text));
        Assert.Equal(new() { [1] = 6, [2] = 5 }, TfProbe.Integers(number));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("007", 7)]
    [InlineData("+3", 3)]
    [InlineData("  12 ", 12)]
    [InlineData("1234567890", 1234567890)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("00000000000000000000000000000001", 1)]
    public void Integers_are_read(string field, long value)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Int + field + "\n");

        Assert.Empty(findings);
        Assert.Equal(value, TfProbe.Integers(feature)[1]);
    }

    [Theory]
    [InlineData("x", TfCodes.BadInteger)]
    [InlineData("1.5", TfCodes.BadInteger)]
    [InlineData("1_000", TfCodes.BadInteger)]
    [InlineData("\u0661\u0662", TfCodes.BadInteger)]
    [InlineData(" ", TfCodes.BadInteger)]
    [InlineData("-", TfCodes.BadInteger)]
    [InlineData("+-1", TfCodes.BadInteger)]
    [InlineData("1 2", TfCodes.BadInteger)]
    [InlineData("9223372036854775808", TfCodes.IntegerTooLarge)]
    [InlineData("-9223372036854775809", TfCodes.IntegerTooLarge)]
    [InlineData("99999999999999999999999999", TfCodes.IntegerTooLarge)]
    [InlineData("18446744073709551616", TfCodes.IntegerTooLarge)]
    public void Other_integers_are_refused(string field, string code)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Int + "1\n" + field + "\n");

        Assert.Null(feature);
        Diagnostic finding = TfProbe.Only(findings, code);
        Assert.Equal((5, 1, field), (finding.Line, finding.Column, finding.Found));
    }

    [Theory]
    [InlineData("5-", TfCodes.BadNodeSpec, 3)]
    [InlineData("-5", TfCodes.BadNodeSpec, 1)]
    [InlineData("1-3-5", TfCodes.BadNodeSpec, 4)]
    [InlineData("1,,3", TfCodes.BadNodeSpec, 3)]
    [InlineData("1,3,", TfCodes.BadNodeSpec, 5)]
    [InlineData("", TfCodes.BadNodeSpec, 1)]
    [InlineData("a-b", TfCodes.BadNodeSpec, 1)]
    [InlineData("1 2", TfCodes.BadNodeSpec, 3)]
    [InlineData("+1", TfCodes.BadNodeSpec, 1)]
    [InlineData("1_0", TfCodes.BadNodeSpec, 2)]
    [InlineData("1-4000000000", TfCodes.NodeTooLarge, 3)]
    [InlineData("2147483648", TfCodes.NodeTooLarge, 1)]
    [InlineData("99999999999999999999999", TfCodes.NodeTooLarge, 1)]
    [InlineData("0", TfCodes.UnknownNode, 1)]
    [InlineData("0-3", TfCodes.UnknownNode, 1)]
    [InlineData("12", TfCodes.UnknownNode, 1)]
    [InlineData("1-2147483647", TfCodes.UnknownNode, 1)]
    public void Bad_node_specifications_are_refused(string spec, string code, int column)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + spec + "\tx\n");

        Assert.Null(feature);
        Diagnostic finding = TfProbe.Only(findings, code);
        Assert.Equal((4, column, spec), (finding.Line, finding.Column, finding.Found));
        Assert.NotNull(finding.Expected);
    }

    [Fact]
    public void Spaces_and_swapped_bounds_are_accepted_with_warnings()
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + " 3 - 1 , 5\tx\n");

        Assert.Equal([1, 2, 3, 5], TfProbe.Strings(feature).Keys);
        Assert.Equal([TfCodes.ReversedRange, TfCodes.SpacesInSpec], findings.Select(d => d.Code).Order());
    }

    [Fact]
    public void Line_with_too_many_fields_is_refused_and_leaves_the_counter()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + "a\n1\t2\t3\n" + new string('\n', 10) + "\n");

        Assert.Equal([(TfCodes.TooManyFields, 5), (TfCodes.UnknownNode, 16)], findings.Select(d => (d.Code, d.Line)));
    }

    [Fact]
    public void Examples_are_limited_and_the_rest_counted()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + string.Concat(Enumerable.Repeat("1\t2\t3\n", 25)));

        Assert.Equal(21, findings.Count);
        Assert.Equal("and 5 more of this kind", findings[^1].Message);
    }

    [Fact]
    public void One_run_shows_all_kinds()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Int + "x\n1,\t3\n1\t2\t3\n99\ty\n1\t99999999999999999999\n");

        Assert.Equal(
            [(TfCodes.BadInteger, 4), (TfCodes.BadNodeSpec, 5), (TfCodes.TooManyFields, 6), (TfCodes.UnknownNode, 7), (TfCodes.BadInteger, 7), (TfCodes.IntegerTooLarge, 8)],
            findings.Select(d => (d.Code, d.Line)));
    }

    [Fact]
    public void Lenient_drops_and_counts_what_lies_outside()
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + "10-20\ta\nb\n0-1\tc\n3\td\n", lenient: true);

        Assert.Equal(new() { [1] = "c", [3] = "d", [10] = "a", [11] = "a" }, TfProbe.Strings(feature));
        Assert.All(findings, d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
        Assert.Equal([4, 5, 6], findings.Where(d => d.Code == TfCodes.UnknownNode).Select(d => d.Line));
        Assert.Contains("left out 11 ", findings.Single(d => d.Code == TfCodes.DataDropped).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nb\r\n\r\n", TfCodes.CarriageReturnLines, false)]
    [InlineData("a\rb\r\r", TfCodes.CarriageReturnLines, true)]
    public void Line_ends_of_all_kinds_are_read(string data, string code, bool warned)
    {
        string text = Str.Replace("\n", data[1..data.IndexOf('b', StringComparison.Ordinal)], StringComparison.Ordinal) + data;
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(text);

        Assert.Equal(new() { [1] = "a", [2] = "b", [3] = "" }, TfProbe.Strings(feature));
        Assert.Equal(warned ? [code] : [], findings.Select(d => d.Code));
    }

    [Fact]
    public void Lone_carriage_return_among_line_feeds_is_an_error_unless_lenient()
    {
        (TfFeature? strict, IReadOnlyList<Diagnostic> errors) = TfProbe.Read(Str + "a\nb\rc\n");
        (TfFeature? lenient, IReadOnlyList<Diagnostic> warnings) = TfProbe.Read(Str + "a\nb\rc\n", lenient: true);

        Assert.Null(strict);
        Diagnostic error = TfProbe.Only(errors, TfCodes.LoneCarriageReturn);
        Assert.Equal((5, 2, "b\\r"), (error.Line, error.Column, error.Found));
        Assert.Equal(new() { [1] = "a", [2] = "b", [3] = "c" }, TfProbe.Strings(lenient));
        Assert.Equal(DiagnosticSeverity.Warning, TfProbe.Only(warnings, TfCodes.LoneCarriageReturn).Severity);
    }

    [Fact]
    public void Found_text_is_cut_and_escaped()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Int + "\u0001\u2028" + new string('x', 100) + "\n");

        string found = TfProbe.Only(findings, TfCodes.BadInteger).Found!;
        Assert.Equal(80, found.Length);
        Assert.StartsWith("\\x01\\u2028xxx", found, StringComparison.Ordinal);
        Assert.EndsWith("…", found, StringComparison.Ordinal);
    }
}
