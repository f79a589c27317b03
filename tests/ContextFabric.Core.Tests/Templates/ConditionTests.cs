using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>Conditions on features.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("f*", ConditionKind.Any)]
    [InlineData("f", ConditionKind.Present)]
    [InlineData("book@en", ConditionKind.Present)]
    [InlineData("f#", ConditionKind.Absent)]
    [InlineData("f=a", ConditionKind.Equal, "a")]
    [InlineData("f=a|b", ConditionKind.Equal, "a", "b")]
    [InlineData("f=a|", ConditionKind.Equal, "a", "")]
    [InlineData("f=|", ConditionKind.Equal, "", "")]
    [InlineData("f==", ConditionKind.Equal, "=")]
    [InlineData("f=x=y", ConditionKind.Equal, "x=y")]
    [InlineData("f=#hash", ConditionKind.Equal, "#hash")]
    [InlineData("f=percent%", ConditionKind.Equal, "percent%")]
    [InlineData("f=p\\|q|r", ConditionKind.Equal, "p|q", "r")]
    [InlineData("f=tab\\there", ConditionKind.Equal, "tab\there")]
    [InlineData("f=λόγος~*", ConditionKind.Equal, "λόγος~*")]
    [InlineData("f#a|b", ConditionKind.NotEqual, "a", "b")]
    [InlineData("f##", ConditionKind.NotEqual, "#")]
    internal void A_condition_has_its_kind_and_values(string text, ConditionKind kind, params string[] values)
    {
        Assert.Equal(ConditionFault.None, ConditionSyntax.Parse(text, default, out TemplateCondition? condition));
        Assert.Equal(kind, condition!.Kind);
        Assert.Equal(values, condition.Values);
    }

    [Theory]
    [InlineData("f>5", ConditionKind.Greater, "5")]
    [InlineData("f<-007", ConditionKind.Less, "-7")]
    [InlineData("f<99999999999999999999", ConditionKind.Less, "99999999999999999999")]
    [InlineData("f>-0", ConditionKind.Greater, "0")]
    internal void Limits_are_integers_of_any_size(string text, ConditionKind kind, string limit)
    {
        Assert.Equal(ConditionFault.None, ConditionSyntax.Parse(text, default, out TemplateCondition? condition));
        Assert.Equal((kind, limit), (condition!.Kind, condition.Limit.ToString()));
    }

    [Theory]
    [InlineData("f~", "")]
    [InlineData("f~a\\.b", "a\\.b")]
    [InlineData("f~^(a|d)", "^(a|d)")]
    [InlineData("f~p\\|q\\=", "p\\|q\\=")]
    [InlineData("f~e\\ t\\t", "e t\t")]
    [InlineData("f~\\\\\\\\", "\\\\")]
    [InlineData("f~a~b", "a~b")]
    public void Regular_expressions_keep_what_is_theirs(string text, string pattern)
    {
        Assert.Equal(ConditionFault.None, ConditionSyntax.Parse(text, default, out TemplateCondition? condition));
        Assert.Equal((ConditionKind.Match, pattern), (condition!.Kind, condition.Pattern));
    }

    [Theory]
    [InlineData("f=", ConditionFault.NoValue)]
    [InlineData("f>", ConditionFault.BadLimit)]
    [InlineData("f<+5", ConditionFault.BadLimit)]
    [InlineData("f<٣", ConditionFault.BadLimit)]
    [InlineData("f>--1", ConditionFault.BadLimit)]
    [InlineData("f>1.0", ConditionFault.BadLimit)]
    [InlineData("f*x", ConditionFault.NotUnderstood)]
    [InlineData("=", ConditionFault.NotUnderstood)]
    [InlineData("#gn", ConditionFault.NotUnderstood)]
    [InlineData("é=1", ConditionFault.NotUnderstood)]
    [InlineData("f!=x", ConditionFault.NotUnderstood)]
    [InlineData("f\\=x", ConditionFault.NotUnderstood)]
    [InlineData(".", ConditionFault.NotUnderstood)]
    internal void Other_forms_are_refused(string text, ConditionFault fault)
    {
        Assert.Equal(fault, ConditionSyntax.Parse(text, default, out TemplateCondition? condition));
        Assert.Null(condition);
    }

    [Theory]
    [InlineData("word gn=m␤num>0␤   lex~x", "word{gn=m num>0 lex~x}")]
    [InlineData("word num>0 num<8", "word{num>0 num<8}")]
    [InlineData("a:word␤b:word␤a < b␤  gn=m", "a:word, b:word{gn=m} : 0 < 1")]
    [InlineData("clause␤  word␤  :=␤gn=m", "clause, word{gn=m} : 1 := 0, 1 ]] 0")]
    [InlineData(". n=3", ".{n=3}")]
    [InlineData(". word", ".{word}")]
    public void Conditions_belong_to_the_atom_before_and_all_count(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Theory]
    [InlineData("word gn = m", "gn=m")]
    [InlineData("word gn= m", "gn=m")]
    [InlineData("word gn =m", "gn=m")]
    [InlineData("word gn ~ ^m", "gn~^m")]
    [InlineData("word num > 3", "num>3")]
    [InlineData("word num>=3", "num>2")]
    [InlineData("word num<=-3", "num<-2")]
    [InlineData("word gn!=m", "gn#m")]
    public void The_condition_that_was_meant_is_suggested(string text, string meant)
    {
        Diagnostics.Diagnostic finding = Assert.Single(Template.Parse(text).Diagnostics);
        Assert.Equal([meant], finding.Suggestions);
        Assert.Contains($"'{meant}'", finding.Message, StringComparison.Ordinal);
        Assert.Equal(text[5..], finding.Found);
    }
}
