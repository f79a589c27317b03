using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>Lines, tokens, escapes.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData("word", TemplateLineKind.Atom)]
    [InlineData("ord", TemplateLineKind.Atom)]
    [InlineData("gn=m ord", TemplateLineKind.Conditions)]
    [InlineData("gn* ord", TemplateLineKind.Conditions)]
    [InlineData("gn#", TemplateLineKind.Conditions)]
    [InlineData("w:word gn=m", TemplateLineKind.Atom)]
    [InlineData(".", TemplateLineKind.Atom)]
    [InlineData(". n=3", TemplateLineKind.Atom)]
    [InlineData(". word", TemplateLineKind.Atom)]
    [InlineData(". .", TemplateLineKind.Atom)]
    [InlineData("..", TemplateLineKind.Atom)]
    [InlineData(".. gn", TemplateLineKind.Atom)]
    [InlineData(".. gn=m", TemplateLineKind.Atom)]
    [InlineData(".. <: w", TemplateLineKind.Relation)]
    [InlineData("w : word", TemplateLineKind.Relation)]
    [InlineData("word < x", TemplateLineKind.Relation)]
    [InlineData("word < x ", TemplateLineKind.Relation)]
    [InlineData("a .lex~e\\ t~lex. b", TemplateLineKind.Relation)]
    [InlineData("a -e> b", TemplateLineKind.Relation)]
    [InlineData("a < b c", TemplateLineKind.Atom)]
    [InlineData("=:", TemplateLineKind.Operator)]
    [InlineData("=:word", TemplateLineKind.Operator)]
    [InlineData("-x:word", TemplateLineKind.Operator)]
    [InlineData("=: word", TemplateLineKind.OperatorAtom)]
    [InlineData("=: w:word gn=m", TemplateLineKind.OperatorAtom)]
    [InlineData("-e=3> word", TemplateLineKind.OperatorAtom)]
    [InlineData("=: gn=m", TemplateLineKind.Conditions)]
    [InlineData("[[ gn=m", TemplateLineKind.Atom)]
    [InlineData("my\\ set gn", TemplateLineKind.Atom)]
    [InlineData("x\\=y", TemplateLineKind.Atom)]
    [InlineData("/with/", TemplateLineKind.Keyword)]
    [InlineData("/-/", TemplateLineKind.Keyword)]
    [InlineData("/with/ x", TemplateLineKind.Atom)]
    [InlineData("/With/", TemplateLineKind.Atom)]
    [InlineData("/have", TemplateLineKind.Atom)]
    internal void A_line_is_of_its_kind(string text, TemplateLineKind kind)
        => Assert.Equal(kind, Assert.Single(TemplateLexer.Lines(text)).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\u00A0\u3000\u001C\u001F\u2028")]
    [InlineData("% word")]
    [InlineData("  % word")]
    public void Blank_lines_and_comments_say_nothing(string text) => Assert.Empty(TemplateLexer.Lines(text));

    [Theory]
    [InlineData("a\nb\n\nc")]
    [InlineData("a\r\nb\r\n\r\nc")]
    [InlineData("a\rb\r\rc")]
    [InlineData("a\r\nb\n\rc\r\n")]
    public void All_line_ends_count(string text)
    {
        List<TemplateLine> lines = TemplateLexer.Lines(text);
        Assert.Equal(["a", "b", "c"], lines.Select(line => line.First.Text));
        Assert.Equal([1, 2, 4], lines.Select(line => line.Number));
    }

    [Fact]
    public void A_line_separator_of_Unicode_is_white_space_only()
        => Assert.Equal("word{gn=m}", TemplateDump.Of("word\u2028gn=m"));

    [Fact]
    public void Places_count_from_one_and_include_escapes()
    {
        TemplateLine line = Assert.Single(TemplateLexer.Lines("\t <:  w:word lex=be\\ ta\u00A0gn"));
        Assert.Equal(2, line.Indent);
        Assert.Equal(
            [("<:", new TextRange(1, 3, 2)), ("w:word", new TextRange(1, 7, 6)), ("lex=be\\ ta", new TextRange(1, 14, 10)), ("gn", new TextRange(1, 25, 2))],
            line.Tokens.Select(token => (token.Text, token.Range)));
    }

    [Fact]
    public void An_escape_does_not_reach_beyond_its_line()
        => Assert.Equal(["word", "lex=a\\", "x"], TemplateLexer.Lines("word lex=a\\\nx").SelectMany(line => line.Tokens).Select(token => token.Text));

    [Theory]
    [InlineData(@"a\\b", @"a\b", @"a\b")]
    [InlineData(@"\\\\", @"\\", @"\\")]
    [InlineData(@"be\ ta", "be ta", "be ta")]
    [InlineData(@"p\|q", "p|q", @"p\|q")]
    [InlineData(@"x\=y", "x=y", @"x\=y")]
    [InlineData(@"a\tb\nc", "a\tb\nc", "a\tb\nc")]
    [InlineData(@"\d\.\b\x\", @"\d\.\b\x\", @"\d\.\b\x\")]
    public void Escapes_are_undone_by_place(string written, string value, string pattern)
    {
        Assert.Equal(value, TemplateEscapes.Undo(written));
        Assert.Equal(pattern, TemplateEscapes.UndoInPattern(written));
    }
}
