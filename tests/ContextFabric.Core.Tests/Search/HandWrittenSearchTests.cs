using ContextFabric.Core.Tests.Model;
using ContextFabric.Templates;
using ContextFabric.Testing.BruteForce;
using Xunit;
using static ContextFabric.Core.Tests.Searching.HandCorpus;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Templates whose results are computed by loops that were written for each of them, from its meaning in words.</summary>
public sealed class HandWrittenSearchTests
{
    [Fact]
    public void Results_come_in_canonical_order()
    {
        // The clause with a gap has all slots of the first one and more, hence comes before it.
        Check("clause", [[16], [14], [15]], ordered: true);
        Check("a:phrase\nb:clause\na ]] b", [[9, 16], [9, 14], [10, 16], [10, 14], [11, 15], [12, 15], [13, 16]], ordered: true);
    }

    [Fact]
    public void An_operator_relates_a_sibling_to_the_one_before()
        => Check(
            "clause\n  phrase\n  =: word",
            from clause in Clauses
            from phrase in Phrases
            from word in Words
            where In(phrase, clause) && In(word, clause) && First(phrase) == word
            select (int[])[clause, phrase, word]);

    [Fact]
    public void An_operator_relates_a_first_child_to_its_parent()
        => Check(
            "clause\n\t := word",
            from clause in Clauses
            from word in Words
            where In(word, clause) && Last(clause) == word
            select (int[])[clause, word]);

    [Fact]
    public void An_operator_alone_relates_the_last_atom_of_its_indentation_to_the_parent()
        => Check(
            "clause\n  phrase\n  word\n  :=",
            from clause in Clauses
            from phrase in Phrases
            from word in Words
            where In(phrase, clause) && In(word, clause) && word == Last(clause)
            select (int[])[clause, phrase, word]);

    [Fact]
    public void After_an_operator_alone_the_next_sibling_follows_the_same_atom()
        => Check(
            "clause\n  phrase\n    word\n  :=\n  > phrase num#",
            from clause in Clauses
            from phrase in Phrases
            from word in Words
            from other in Phrases
            where In(phrase, clause) && In(word, phrase) && Last(phrase) == Last(clause) && In(other, clause) && First(phrase) > First(other)
            select (int[])[clause, phrase, word, other]);

    [Fact]
    public void An_operator_alone_at_the_outermost_level_relates_the_atom_to_itself()
    {
        Check("word\n=", Words.Select(word => (int[])[word]));
        Check("word\n#", []);
    }

    [Fact]
    public void Gaps_are_not_part_of_a_node()
        => Check(
            "a:clause\nb:word\na || b\na < b",
            from clause in Clauses
            from word in Words
            where !In(word, clause) && word > First(clause)
            select (int[])[clause, word]);

    [Fact]
    public void Conditions_add_up_over_lines_and_for_the_same_feature()
        => Check(
            "word num>1\n  num<7 tag#b\n% num=9\n\n num#5",
            from word in Words
            where Num(word) > 1 && Num(word) < 7 && word != 2 && Num(word) != 5
            select (int[])[word]);

    [Fact]
    public void Values_are_written_with_escapes()
    {
        Check("word tag=c\\ d|a\\|b|", [[3], [6], [8]]);
        Check("word tag~\\|", [[8]]);
        Check("word tag#a|b|", [[5], [6], [7], [8]]);
        Check("word tag# num", [[5], [7]]);
    }

    [Fact]
    public void Names_in_place_of_types_are_followed_to_their_end()
        => Check(
            "x:y num>2\ny:z num<6\nz:word tag#",
            from word in Words
            where Num(word) is > 2 and < 6 && word == 5
            select (int[])[word, word, word]);

    [Fact]
    public void A_name_hides_a_type_of_the_same_name()
        => Check(
            "word:phrase\nword num#\n[[ .",
            from phrase in Phrases
            from word in Words
            where In(word, phrase)
            select (int[])[phrase, phrase, word]);

    [Fact]
    public void Relation_lines_may_stand_before_their_names()
        => Check(
            "a <1: b\n%\n%\n%\n%\n%\na:phrase\nb:word num",
            from phrase in Phrases
            from word in Words
            where Num(word) > 0 && Math.Abs(Last(phrase) + 1 - word) <= 1
            select (int[])[phrase, word]);

    [Fact]
    public void Edges_in_any_direction_look_at_the_value_of_each_edge()
    {
        Check("a:word\nb:word\na <link>4> b", [[1, 2], [2, 1], [3, 3]]);
        Check("a:word\nb:word\na -link>4> b", [[1, 2], [3, 3]]);
        Check("a:word\nb:word\na <link#- b", [[4, 5]]);
        Check("a:word\nb:word\na <link#5|1- b", [[4, 5], [7, 6]]);
        Check("word\n<link> word", [[1, 2], [2, 1], [3, 3], [4, 5], [5, 4], [6, 7], [7, 6]]);
    }

    [Fact]
    public void Features_are_read_on_their_own_sides()
    {
        Check("a:word\nb:word\na .num<low. b", [[1, 1], [1, 2], [1, 5], [2, 1], [2, 5], [3, 5], [5, 5]]);
        Check("a:word\nb:word\nb .low>num. a", [[1, 1], [1, 2], [1, 5], [2, 1], [2, 5], [3, 5], [5, 5]]);
        Check("a:word tag\nb:word tag\na .tag~[|\\ ].*~tag. b\na < b", [[1, 4], [1, 8], [4, 8]]);
    }

    [Fact]
    public void Without_filters_its_atom_only_and_children_come_after_it()
        => Check(
            "phrase\n/without/\n  word num#\n/-/\n  word",
            from phrase in Phrases
            from word in Words
            where Words.All(other => !In(other, phrase) || Num(other) > 0) && In(word, phrase)
            select (int[])[phrase, word]);

    [Fact]
    public void With_takes_any_alternative_and_every_quantifier_counts()
        => Check(
            "word\n/with/\n<: word tag=a\n/or/\n.. num=6\n/-/\n/without/\n:> word num=2\n/-/",
            from word in Words
            where (word is 3 || word == 6) && word != 3
            select (int[])[word]);

    [Fact]
    public void Where_demands_an_extension_of_every_solution()
    {
        // In every clause that has a phrase of one word, that word must have a number above 3.
        Check(
            "clause\n/where/\n  phrase\n  /without/\n  x:word\n  .. [[ x\n  # word\n  .. [[ y\n  y:word\n  y # x\n  /-/\n/have/\n    word num>3\n/-/",
            from clause in Clauses
            where Phrases.Where(phrase => In(phrase, clause) && Plain.SlotsOf(phrase).Length == 1).All(phrase => Words.Any(word => In(word, phrase) && Num(word) > 3))
            select (int[])[clause]);
        Check("word\n/where/\n.. num>2\n/have/\n.. tag\n/-/", Words.Where(word => Num(word) <= 2 || word is 3 or 6).Select(word => (int[])[word]));
        Check("clause\n/where/\n  word num>9\n/have/\n  word num>10\n/-/", Clauses.Select(clause => (int[])[clause]));
    }

    [Fact]
    public void Two_dots_are_the_parent_of_the_innermost_quantifier()
        => Check(
            "c:clause\n/with/\n  p:phrase\n  /without/\n    w:word num#\n    .. := w\n  /-/\n  .. := p\n/-/",
            from clause in Clauses
            where Phrases.Any(phrase => In(phrase, clause) && Num(Last(phrase)) > 0 && Last(phrase) == Last(clause))
            select (int[])[clause]);

    [Fact]
    public void Names_of_other_atoms_are_not_seen_within_a_quantifier()
        => Check(
            "p:phrase\n  w:word\n  /with/\n  < p:word num=3\n  /-/\np .num#num. w",
            from phrase in Phrases
            from word in Words
            where In(word, phrase) && word < 3
            select (int[])[phrase, word]);

    private static void Check(string text, IEnumerable<int[]> expected, bool ordered = false)
    {
        var template = Template.Parse(text);
        Assert.True(template.IsValid, string.Join('\n', template.Diagnostics));
        List<int[]> brute = new BruteSearch(Plain).Solve(template.Body);
        Compare(expected, brute, ordered);

        using var compiled = new CompiledCorpus(Plain);
        Compare(expected, compiled.Corpus.Search.Find(text).Tuples, ordered);
    }

    private static void Compare(IEnumerable<int[]> expected, IEnumerable<int[]> found, bool ordered)
    {
        static IEnumerable<string> Lines(IEnumerable<int[]> tuples) => tuples.Select(tuple => string.Join(',', tuple));
        Assert.Equal(ordered ? Lines(expected) : Lines(expected).Order(StringComparer.Ordinal), ordered ? Lines(found) : Lines(found).Order(StringComparer.Ordinal));
    }
}
