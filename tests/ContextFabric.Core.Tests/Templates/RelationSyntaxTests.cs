using ContextFabric.Querying;
using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>Operators.</summary>
public sealed class RelationSyntaxTests
{
    [Theory]
    [InlineData("=", SlotOperator.Same, 0)]
    [InlineData("##", SlotOperator.DifferentSlots, 0)]
    [InlineData("[[", SlotOperator.Embeds, 0)]
    [InlineData("=:", SlotOperator.StartsNear, 0)]
    [InlineData(":>", SlotOperator.FollowsNear, 0)]
    [InlineData("=3:", SlotOperator.StartsNear, 3)]
    [InlineData(":12=", SlotOperator.EndsNear, 12)]
    [InlineData(":007:", SlotOperator.BoundsNear, 7)]
    [InlineData("<0:", SlotOperator.PrecedesNear, 0)]
    [InlineData(":1>", SlotOperator.FollowsNear, 1)]
    [InlineData("<99999999999999999999:", SlotOperator.PrecedesNear, int.MaxValue)]
    internal void Slot_operators(string text, SlotOperator operation, int k)
    {
        Assert.Equal(RelationFault.None, RelationSyntax.Parse(text, default, out RelationForm? form));
        RelationForm.OfSlots slots = Assert.IsType<RelationForm.OfSlots>(form);
        Assert.Equal((operation, k), (slots.Operator.Operator, slots.K));
    }

    [Fact]
    public void Every_converse_is_in_the_list_and_is_mutual()
    {
        foreach (RelationOperator entry in RelationOperators.All)
        {
            RelationOperator converse = RelationOperators.Find(entry.Converse)!;
            Assert.Equal(entry.Text, converse.Converse);
            Assert.Equal(entry.TakesNumber, converse.TakesNumber);
            Assert.NotEqual("", entry.Meaning);
        }

        Assert.Equal(Enum.GetValues<SlotOperator>(), RelationOperators.All.Select(entry => entry.Operator).Distinct());
    }

    [Theory]
    [InlineData("-e>", EdgeSense.Forward, "e", null)]
    [InlineData("<e-", EdgeSense.Backward, "e", null)]
    [InlineData("<e>", EdgeSense.Either, "e", null)]
    [InlineData("-e*>", EdgeSense.Forward, "e", null)]
    [InlineData("-e=3|4>", EdgeSense.Forward, "e", "e=3|4")]
    [InlineData("-e=p\\|q>", EdgeSense.Forward, "e", "e=p|q")]
    [InlineData("<e#x-", EdgeSense.Backward, "e", "e#x")]
    [InlineData("<e>95>", EdgeSense.Either, "e", "e>95")]
    [InlineData("<e<5>", EdgeSense.Either, "e", "e<5")]
    [InlineData("<e>5-", EdgeSense.Backward, "e", "e>5")]
    [InlineData("-e<0>", EdgeSense.Forward, "e", "e<0")]
    [InlineData("-e~^a>", EdgeSense.Forward, "e", "e~^a")]
    [InlineData("-e#>", EdgeSense.Forward, "e", "e#")]
    [InlineData("-a-b>", EdgeSense.Forward, "a-b", null)]
    [InlineData("-odd.name>", EdgeSense.Forward, "odd.name", null)]
    [InlineData("-odd\\ name>", EdgeSense.Forward, "odd name", null)]
    internal void Edges(string text, EdgeSense sense, string feature, string? condition)
    {
        Assert.Equal(RelationFault.None, RelationSyntax.Parse(text, default, out RelationForm? form));
        RelationForm.OfEdges edges = Assert.IsType<RelationForm.OfEdges>(form);
        Assert.Equal((sense, feature), (edges.Sense, edges.Feature));
        Assert.Equal(condition, edges.Condition is null ? null : TemplateDump.Of(edges.Condition));
    }

    [Theory]
    [InlineData(".f.", "f", FeatureComparison.Equal, "f", "")]
    [InlineData(".f=g.", "f", FeatureComparison.Equal, "g", "")]
    [InlineData(".f#g.", "f", FeatureComparison.NotEqual, "g", "")]
    [InlineData(".f<g.", "f", FeatureComparison.Less, "g", "")]
    [InlineData(".f>g.", "f", FeatureComparison.Greater, "g", "")]
    [InlineData(".f~_[0-9]*$~g.", "f", FeatureComparison.EqualAfterDeleting, "g", "_[0-9]*$")]
    [InlineData(".f~a~b=c~g.", "f", FeatureComparison.EqualAfterDeleting, "g", "a~b=c")]
    [InlineData(".f~~g.", "f", FeatureComparison.EqualAfterDeleting, "g", "")]
    [InlineData(".f~e\\ t\\|\\\\d~g.", "f", FeatureComparison.EqualAfterDeleting, "g", "e t\\|\\d")]
    [InlineData(".f~g.", "f~g", FeatureComparison.Equal, "f~g", "")]
    [InlineData(".f=g=h.", "f", FeatureComparison.Equal, "g=h", "")]
    [InlineData("...", ".", FeatureComparison.Equal, ".", "")]
    internal void Comparisons(string text, string left, FeatureComparison comparison, string right, string pattern)
    {
        Assert.Equal(RelationFault.None, RelationSyntax.Parse(text, default, out RelationForm? form));
        Assert.Equal(new RelationForm.OfFeatures(left, comparison, right, pattern), form);
    }

    [Theory]
    [InlineData(".f=.", RelationFault.MissingFeature)]
    [InlineData(".=g.", RelationFault.MissingFeature)]
    [InlineData(".f~x~.", RelationFault.MissingFeature)]
    [InlineData("-e=>", RelationFault.NoValue)]
    [InlineData("-e>x>", RelationFault.BadLimit)]
    [InlineData("..", RelationFault.Unknown)]
    [InlineData(".", RelationFault.Unknown)]
    [InlineData("->", RelationFault.Unknown)]
    [InlineData("<>", RelationFault.Unknown)]
    [InlineData("<~", RelationFault.Unknown)]
    [InlineData("<<<", RelationFault.Unknown)]
    [InlineData("=3=", RelationFault.Unknown)]
    [InlineData("=k:", RelationFault.Unknown)]
    [InlineData("=3", RelationFault.Unknown)]
    [InlineData("=3:4:", RelationFault.Unknown)]
    [InlineData("3:", RelationFault.Unknown)]
    [InlineData(":٣:", RelationFault.Unknown)]
    internal void Others_are_refused(string text, RelationFault fault)
    {
        Assert.Equal(fault, RelationSyntax.Parse(text, default, out RelationForm? form));
        Assert.Null(form);
    }
}
