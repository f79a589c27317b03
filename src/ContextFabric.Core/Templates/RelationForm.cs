using ContextFabric.Querying;

namespace ContextFabric.Templates;

/// <summary>An operator as understood without a corpus, escapes undone.</summary>
internal abstract record RelationForm
{
    /// <summary>Depends on slots or ranks alone.</summary>
    /// <param name="Operator">Its entry in the list.</param>
    /// <param name="K">The number in it, at most <see cref="int.MaxValue"/>; 0 when there is none.</param>
    internal sealed record OfSlots(RelationOperator Operator, int K) : RelationForm;

    /// <summary>Compares a feature of the left node with one of the right node.</summary>
    /// <param name="Left">Feature of the left node.</param>
    /// <param name="Comparison">How they are compared.</param>
    /// <param name="Right">Feature of the right node.</param>
    /// <param name="Pattern">What is deleted before, in Python's dialect; empty when nothing is.</param>
    internal sealed record OfFeatures(string Left, FeatureComparison Comparison, string Right, string Pattern) : RelationForm;

    /// <summary>An edge.</summary>
    /// <param name="Feature">Edge feature.</param>
    /// <param name="Sense">Direction.</param>
    /// <param name="Condition">Condition on its value, or null.</param>
    internal sealed record OfEdges(string Feature, EdgeSense Sense, TemplateCondition? Condition) : RelationForm;
}

/// <summary>What is wrong with the form of an operator.</summary>
internal enum RelationFault
{
    None,
    Unknown,
    MissingFeature,
    NoValue,
    BadLimit,
}
