using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>Indentation, operators, names and relation lines.</summary>
public sealed class StructureTests
{
    [Theory]
    [InlineData("word", "word")]
    [InlineData("clause␤  phrase␤    word", "clause, phrase, word : 1 ]] 0, 2 ]] 1")]
    [InlineData("clause␤\tphrase␤\t\tword", "clause, phrase, word : 1 ]] 0, 2 ]] 1")]
    [InlineData("clause␤\u00A0phrase␤ word", "clause, phrase, word : 1 ]] 0, 2 ]] 0")]
    [InlineData("sentence␤  =: word", "sentence, word : 0 =: 1, 1 ]] 0")]
    [InlineData("clause␤  phrase␤  =: word", "clause, phrase, word : 1 =: 2, 1 ]] 0, 2 ]] 0")]
    [InlineData("word␤# word", "word, word : 0 # 1")]
    [InlineData("chapter␤ clause␤     phrase␤     word␤ verse", "chapter, clause, phrase, word, verse : 1 ]] 0, 2 ]] 1, 3 ]] 1, 4 ]] 0")]
    [InlineData("chapter␤  clause␤    word␤  <: clause", "chapter, clause, word, clause : 1 <: 3, 1 ]] 0, 2 ]] 1, 3 ]] 0")]
    [InlineData("line␤  word␤  :=", "line, word : 1 := 0, 1 ]] 0")]
    [InlineData("chapter␤  clause␤    word␤  :=", "chapter, clause, word : 1 := 0, 1 ]] 0, 2 ]] 1")]
    [InlineData("sentence␤  line␤    word␤  =:␤  <: line", "sentence, line, word, line : 1 <: 3, 1 =: 0, 1 ]] 0, 2 ]] 1, 3 ]] 0")]
    [InlineData("word␤=", "word : 0 = 0")]
    [InlineData("clause␤  word␤#", "clause, word : 0 # 0, 1 ]] 0")]
    [InlineData("% c␤␤a:line␤   % another␤␤b:line␤a <: b", "a:line, b:line : 0 <: 1")]
    [InlineData("clause␤  <: :word", "clause, word : 0 <: 1, 1 ]] 0")]
    public void Indentation_and_operators_relate(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Theory]
    [InlineData("p:word gn=m␤p num>0", "p:word{gn=m}, word{num>0} : 1 = 0")]
    [InlineData("p num>0␤p:word gn=m", "word{num>0}, p:word{gn=m} : 0 = 1")]
    [InlineData("a:b␤b:c␤c:word", "a:word, b:word, c:word : 0 = 1, 1 = 2")]
    [InlineData("word:phrase␤clause␤  word", "word:phrase, clause, phrase : 2 = 0, 2 ]] 1")]
    [InlineData("word:word␤word", "word:word, word : 1 = 0")]
    [InlineData("a.b-c_1:word␤x-2:word␤a.b-c_1 <: x-2", "a.b-c_1:word, x-2:word : 0 <: 1")]
    [InlineData("a:word␤a <: b␤b:word", "a:word, b:word : 0 <: 1")]
    [InlineData("a <: b␤a:word␤%␤%␤%␤%␤%␤b:word", "a:word, b:word : 0 <: 1")]
    [InlineData("a:word␤a -dep> a", "a:word : 0 -dep> 0")]
    [InlineData("a:my\\ set", "a:my set")]
    [InlineData("a:x:y", "a:x:y")]
    public void Names_stand_for_atoms(string text, string expected) => Assert.Equal(expected, TemplateDump.Of(text));

    [Fact]
    public void Relations_know_their_place()
    {
        IReadOnlyList<TemplateRelation> relations = Template.Parse("clause\n  w:word\n  :=\n<: p:phrase\nw == p\nw").Body.Relations;
        Assert.Equal(
            [(1, "]]", 0, new TextRange(2, 3, 6), true), (1, ":=", 0, new TextRange(3, 3, 2), false), (0, "<:", 2, new TextRange(4, 1, 2), false), (1, "==", 2, new TextRange(5, 3, 2), false), (3, "=", 1, new TextRange(6, 1, 1), true)],
            relations.Select(relation => (relation.Left, relation.Operator, relation.Right, relation.Range, relation.IsImplied)).OrderBy(relation => relation.Range.Line));
    }

    [Fact]
    public void Atoms_know_their_place()
    {
        TemplateAtom atom = Template.Parse("%\nclause\n  <: w:word gn=m\n").Body.Atoms[1];
        Assert.Equal(new TextRange(3, 6, 6), atom.Range);
        Assert.Equal(new TextRange(3, 8, 4), atom.TypeRange);
        Assert.Equal(new TextRange(3, 13, 4), Assert.Single(atom.Conditions).Range);
    }
}
