using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>What is wrong with the form of a template, and where.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("word␤/or/␤/-/", "CF2000 2:1+4, CF2000 3:1+3")]
    [InlineData("word␤/have/", "CF2000 2:1+6")]
    [InlineData("/with/␤word␤/-/", "CF2001 1:1+6")]
    [InlineData("clause␤  word␤/with/␤.. gn=m␤/-/", "CF2001 3:1+6")]
    [InlineData("a:word␤b:word␤a < b␤/with/␤.. gn=m␤/-/", "CF2001 4:1+6")]
    [InlineData("clause␤  word␤  :=␤  /with/␤  /-/", "CF2001 4:3+6")]
    [InlineData("a:word␤b:word␤a < b␤gn=m␤/with/␤.. gn=m␤/-/", "CF2001 5:1+6")]
    [InlineData("word␤/with/␤gn=m␤/have/␤num␤/-/", "CF2002 4:1+6")]
    [InlineData("word␤/without/␤gn=m␤/or/␤.. num=1␤/-/", "CF2002 4:1+4")]
    [InlineData("word␤/where/␤gn=m␤/or/␤/have/␤/-/", "CF2002 4:1+4, CF2002 5:1+6")]
    [InlineData("word␤/where/␤gn=m␤/have/␤/have/␤/-/", "CF2002 5:1+6")]
    [InlineData("word␤/where/␤gn=m␤/-/", "CF2003 4:1+3")]
    [InlineData("word␤/with/␤gn=m␤  /-/", "CF2004 4:3+3")]
    [InlineData("word␤/with/␤gn=m", "CF2005 2:1+6")]
    [InlineData("word␤/where/␤gn=m␤/have/␤  /with/␤lex=x", "CF2001 5:3+6, CF2005 4:1+6, CF2005 5:3+6, CF2006 6:1+5")]
    [InlineData("clause␤  word␤  /with/␤ .. gn=m␤  /-/", "CF2006 4:2+2")]
    [InlineData("clause␤  word␤  /with/␤ gn=m␤% c␤␤  /-/", "CF2006 4:2+4")]
    [InlineData("a/b:word", "CF2010 1:1+3")]
    [InlineData("clause␤  < ..:word", "CF2010 2:5+2")]
    [InlineData("a:word␤% c␤a:phrase␤a < a", "CF2011 3:1+1")]
    [InlineData("w:word␤/with/␤w:word␤/-/", "CF2011 3:1+1")]
    [InlineData("a:b␤b:c␤c:a", "CF2012 1:3+1")]
    [InlineData("x:a␤a:b␤b:a", "CF2012 2:3+1")]
    [InlineData("a:word␤a < b", "CF2013 2:5+1")]
    [InlineData("word < x", "CF2013 1:1+4, CF2013 1:8+1")]
    [InlineData("..", "CF2014 1:1+2")]
    [InlineData("a:word␤a < ..", "CF2014 2:5+2")]
    [InlineData("a:", "CF2015 1:1+2")]
    [InlineData("word l!x=1", "CF2020 1:6+5")]
    [InlineData("word gn = m", "CF2020 1:6+6")]
    [InlineData("word = #gn", "CF2020 1:6+1, CF2020 1:8+3")]
    [InlineData(". .", "CF2020 1:3+1")]
    [InlineData("word␤/without/␤.. <: word gn=m␤/-/", "CF2020 3:4+2")]
    [InlineData("word lex=", "CF2021 1:6+4")]
    [InlineData("line␤number>x", "CF2022 2:1+8")]
    [InlineData("gn=m num␤word", "CF2023 1:1+8")]
    [InlineData(" word", "CF2030 1:2+4")]
    [InlineData("line␤    word␤  word", "CF2030 3:3+4")]
    [InlineData("line␤    word␤  :=", "CF2030 3:3+2")]
    [InlineData("< word", "CF2031 1:1+1")]
    [InlineData("=:", "CF2031 1:1+2")]
    [InlineData("clause␤  =:␤  word", "CF2032 2:3+2")]
    [InlineData("clause␤/with/␤  :=␤/-/", "CF2032 3:3+2")]
    [InlineData("w : word", "CF2040 1:1+8")]
    [InlineData("a:word␤b:word␤a <~ b", "CF2040 3:3+2")]
    [InlineData("clause␤  =:word", "CF2032 2:3+6, CF2040 2:3+6")]
    [InlineData("a:word␤b:word␤a .gn=. b", "CF2041 3:3+5")]
    [InlineData("a:word␤b:word␤a -e=> b", "CF2021 3:3+4")]
    [InlineData("", "CF2050 0:0+0")]
    [InlineData("% nothing␤␤  ", "CF2050 0:0+0")]
    [InlineData("word␤line␤line", "CF2051 2:1+4")]
    [InlineData("a:word␤b:word␤a = a", "CF2051 2:1+6")]
    [InlineData("word␤/without/␤phrase␤/-/", "CF2051 3:1+6")]
    [InlineData("clause␤/where/␤phrase␤/have/␤.. < p␤p:word␤/-/", "CF2051 3:1+6")]
    [InlineData("word␤=", "CF2202 2:1+1")]
    public void Everything_wrong_is_found_at_its_place(string text, string expected)
        => Assert.Equal(
            expected.Split(", ").Order(StringComparer.Ordinal), TemplateDump.Findings(text).Split(", ").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("verb:word␤verbs < verb", "'verb'")]
    [InlineData("word␤word < word", "'x:word'")]
    [InlineData("a:word␤b:word␤/without/␤  a < c␤  c:word␤/-/␤a < b", "of line 1 is not visible here")]
    [InlineData("w : word", "'w:word'")]
    [InlineData("a:word␤b:word␤a <<< b", "'<<'")]
    [InlineData("a:word␤b:word␤a =k: b", "number")]
    [InlineData("a:word␤b:word␤a -> b", "edge feature is missing")]
    [InlineData("a:word␤a:word␤a < a", "line 1 has it already")]
    [InlineData("a:b␤b:a", "a → b → a")]
    [InlineData("clause␤  phrase␤ word", "No open line before has the indentation 1")]
    [InlineData("word␤/where/␤/-/", "/where/ of line 2")]
    public void Messages_say_what_was_probably_meant(string text, string part)
    {
        string found = string.Join('\n', Template.Parse(text.Replace('␤', '\n')).Diagnostics);
        Assert.Contains(part, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_bounded_and_errors_come_first_among_what_is_kept()
    {
        Template template = Template.Parse("word\n" + string.Concat(Enumerable.Repeat("=\n", 1000)) + string.Concat(Enumerable.Repeat("f=\n", 1000)));
        Assert.False(template.IsValid);
        Assert.Equal(200, template.Diagnostics.Count(finding => finding.Severity == Diagnostics.DiagnosticSeverity.Error));
        Assert.Equal(TemplateCodes.MoreFindings, template.Diagnostics[^1].Code);
        Assert.Equal(401, template.Diagnostics.Count);
    }

    [Fact]
    public void A_template_without_text_is_refused() => Assert.Throws<ArgumentNullException>(() => Template.Parse(null!));
}
