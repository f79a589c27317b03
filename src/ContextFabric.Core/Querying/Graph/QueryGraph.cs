using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>A template body bound to a corpus: what the planner works on.</summary>
/// <param name="Atoms">Variables, in template order.</param>
/// <param name="Edges">Relations that must hold between them.</param>
internal sealed record QueryGraph(IReadOnlyList<QueryAtom> Atoms, IReadOnlyList<QueryEdge> Edges)
{
    /// <summary>True when related atoms form a tree, several relations between the same two counting once.</summary>
    public bool IsTree => Edges.Where(edge => edge.From != edge.To)
        .Select(edge => (Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To)))
        .Distinct().Count() == Atoms.Count - 1;
}

/// <summary>A variable of a query.</summary>
/// <param name="Syntax">The atom in the template.</param>
/// <param name="Source">The nodes it ranges over.</param>
/// <param name="Conditions">Conditions that all must hold.</param>
/// <param name="Quantifiers">Quantifiers that all must hold.</param>
internal sealed record QueryAtom(
    TemplateAtom Syntax,
    NodeSource Source,
    IReadOnlyList<NodeCondition> Conditions,
    IReadOnlyList<QueryQuantifier> Quantifiers);

/// <summary>A relation between two variables: <c>From relation To</c>.</summary>
internal sealed record QueryEdge(int From, RelationSpec Relation, int To, TemplateRelation Syntax);

/// <summary>A quantifier; see <see cref="TemplateQuantifier.Bodies"/> for the meaning of the bodies. Atom 0 of each is the parent.</summary>
internal sealed record QueryQuantifier(QuantifierKind Kind, IReadOnlyList<QueryGraph> Bodies, TemplateQuantifier Syntax);

/// <summary>What a type token stands for.</summary>
internal abstract record NodeSource
{
    /// <summary>All nodes of a type.</summary>
    internal sealed record OfType(NodeType Type) : NodeSource;

    /// <summary>All nodes (<c>.</c>).</summary>
    internal sealed record All : NodeSource;

    /// <summary>The nodes of a set supplied by the caller: ascending, distinct, all of them nodes of the corpus.</summary>
    internal sealed record OfSet(string Name, int[] Nodes) : NodeSource;
}

/// <summary>
/// A condition on a node feature. <paramref name="Feature"/> is null for <c>otype</c>, whose values are type names.
/// </summary>
internal sealed record NodeCondition(NodeFeature? Feature, ValueCondition Value);
