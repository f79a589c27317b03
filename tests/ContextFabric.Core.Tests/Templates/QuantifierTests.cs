using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>Quantifiers: their parts, their parent, and what is visible in them.</summary>
public sealed class QuantifierTests
{
    [Theory]
    [InlineData("clause␤/without/␤  word gn=f␤/-/", "clause /without(^clause, word{gn=f} : 1 ]] 0)/")]
    [InlineData("clause␤/with/␤=: phrase␤/-/", "clause /with(^clause, phrase : 0 =: 1)/")]
    [InlineData("phrase␤/with/␤  a␤/or/␤  b␤/or/␤/-/", "phrase /with(^phrase, a : 1 ]] 0 | ^phrase, b : 1 ]] 0 | ^phrase)/")]
    [InlineData("word gn=m␤/without/␤/-/", "word{gn=m} /without(^word{gn=m})/")]
    [InlineData("word␤/without/␤gn=m␤/-/", "word /without(^word{gn=m})/")]
    [InlineData("word gn=m␤/without/␤.. num>0␤/-/", "word{gn=m} /without(^word{gn=m}, word{num>0} : 1 = 0)/")]
    [InlineData("word␤/with/␤.. gn␤/-/", "word /with(^word, word{gn} : 1 = 0)/")]
    [InlineData("word␤/with/␤..␤  sign␤/-/", "word /with(^word, word, sign : 1 = 0, 2 ]] 1)/")]
    [InlineData("word␤/with/␤x:..␤x <: y␤y:word␤/-/", "word /with(^word, x:word, y:word : 1 <: 2, 1 = 0)/")]
    [InlineData("word␤/with/␤w:word␤.. <: w␤/-/", "word /with(^word, w:word : 0 <: 1)/")]
    [InlineData("w:word␤/with/␤v:word␤w <: v␤/-/", "w:word /with(^w:word, v:word : 0 <: 1)/")]
    [InlineData("w:word␤/with/␤w gn=m␤/-/", "w:word /with(^w:word, word{gn=m} : 1 = 0)/")]
    [InlineData("clause␤  p:phrase␤verse␤  p␤  /with/␤    word␤  /-/", "clause, p:phrase, verse, phrase /with(^phrase, word : 1 ]] 0)/ : 1 ]] 0, 3 = 1, 3 ]] 2")]
    [InlineData("clause␤/without/␤  word␤/-/␤  phrase", "clause /without(^clause, word : 1 ]] 0)/, phrase : 1 ]] 0")]
    [InlineData("clause␤  word␤  <: word gn=m␤  /without/␤  .. num<0␤  /-/", "clause, word, word{gn=m} /without(^word{gn=m}, word{num<0} : 1 = 0)/ : 1 <: 2, 1 ]] 0, 2 ]] 0")]
    [InlineData("word␤/with/␤/-/␤/without/␤/-/", "word /with(^word)/ /without(^word)/")]
    [InlineData("word␤  gn=m␤% c␤␤/with/␤% c␤/-/", "word{gn=m} /with(^word{gn=m})/")]
    [InlineData("word␤/with/␤/-/␤gn=m␤/with/␤/-/", "word{gn=m} /with(^word{gn=m})/ /with(^word{gn=m})/")]
    public void With_and_without(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Theory]
    [InlineData("clause␤/where/␤  w:word␤/have/␤w gn=m␤/-/", "clause /where(^clause, w:word : 1 ]] 0 | ^clause, w:word, word{gn=m} : 1 ]] 0, 2 = 1)/")]
    [InlineData("clause␤/where/␤  w:word␤/have/␤  sign␤  < x:sign␤w < x␤/-/", "clause /where(^clause, w:word : 1 ]] 0 | ^clause, w:word, sign, x:sign : 1 < 3, 1 ]] 0, 2 < 3, 2 ]] 0, 3 ]] 0)/")]
    [InlineData("word␤/where/␤gn=m␤/have/␤num>0␤/-/", "word /where(^word{gn=m} | ^word{gn=m num>0})/")]
    [InlineData("clause␤/where/␤  word␤/have/␤gn=m␤/-/", "clause /where(^clause, word : 1 ]] 0 | ^clause, word{gn=m} : 1 ]] 0)/")]
    [InlineData("clause␤/where/␤  phrase␤    word␤/have/␤  <: phrase␤/-/", "clause /where(^clause, phrase, word : 1 ]] 0, 2 ]] 1 | ^clause, phrase, word, phrase : 1 <: 3, 1 ]] 0, 2 ]] 1, 3 ]] 0)/")]
    [InlineData("clause␤/where/␤  phrase␤/have/␤  /without/␤    word␤  /-/␤/-/", "clause /where(^clause, phrase : 1 ]] 0 | ^clause, phrase /without(^phrase, word : 1 ]] 0)/ : 1 ]] 0)/")]
    [InlineData("word␤/where/␤p:phrase␤p [[ ..␤/have/␤p lex␤/-/", "word /where(^word, p:phrase : 1 [[ 0 | ^word, p:phrase, phrase{lex} : 1 [[ 0, 2 = 1)/")]
    public void The_second_part_goes_on_from_the_first(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Theory]
    [InlineData("word␤/with/␤/with/␤.. gn=m␤/-/␤/-/", "word /with(^word /with(^word, word{gn=m} : 1 = 0)/)/")]
    [InlineData("c:clause␤/without/␤  w:word␤  /without/␤  .. num>1␤  /-/␤/-/", "c:clause /without(^c:clause, w:word /without(^w:word, word{num>1} : 1 = 0)/ : 1 ]] 0)/")]
    [InlineData("phrase␤/with/␤  w:word␤  /without/␤  v:word␤  .. <: v␤  /-/␤.. := w␤/-/", "phrase /with(^phrase, w:word /without(^w:word, v:word : 0 <: 1)/ : 0 := 1, 1 ]] 0)/")]
    [InlineData("word␤/with/␤gn=m␤/with/␤num>0␤/-/␤lex#␤/-/␤ord>1", "word{ord>1} /with(^word{ord>1 gn=m lex#} /with(^word{ord>1 gn=m lex# num>0})/)/")]
    public void The_innermost_parent_counts(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Fact]
    public void A_quantifier_shares_the_conditions_of_its_parent()
    {
        TemplateAtom atom = Template.Parse("word gn=m\n/with/\nnum>0\n/-/\nord#").Body.Atoms[0];
        TemplateAtom inner = atom.Quantifiers[0].Bodies[0].Atoms[0];
        Assert.Equal(["gn=m", "ord#", "num>0"], inner.Conditions.Select(TemplateDump.Of));
        Assert.Same(atom.Conditions[1], inner.Conditions[1]);
        Assert.Equal(0, inner.Index);
        Assert.True(inner.IsParent);
        Assert.Equal(atom.Range, inner.Range);
    }

    [Fact]
    public void The_parts_of_a_where_share_nested_quantifiers()
    {
        TemplateQuantifier where = Template.Parse("clause\n/where/\n  phrase\n  /with/\n    word\n  /-/\n/have/\n  gn=m\n/-/").Body.Atoms[0].Quantifiers[0];
        Assert.Same(where.Bodies[0].Atoms[1].Quantifiers[0], where.Bodies[1].Atoms[1].Quantifiers[0]);
        Assert.Empty(where.Bodies[0].Atoms[1].Conditions);
        Assert.Single(where.Bodies[1].Atoms[1].Conditions);
    }

    [Theory]
    [InlineData(TemplateParser.MaxDepth, true)]
    [InlineData(TemplateParser.MaxDepth + 1, false)]
    [InlineData(20_000, false)]
    public void Nesting_is_bounded(int depth, bool isValid)
    {
        string text = "word\n" + string.Concat(Enumerable.Repeat("/with/\n", depth)) + string.Concat(Enumerable.Repeat("/-/\n", depth));
        Template template = Template.Parse(text);
        Assert.Equal(isValid, template.IsValid);
        if (!isValid)
        {
            Assert.Equal((TemplateCodes.QuantifierDepth, 102), (Assert.Single(template.Diagnostics).Code, template.Diagnostics[0].Line));
        }
    }
}
