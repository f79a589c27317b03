using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>
/// Binds bodies and the quantifiers in them. What cannot be bound is reported and left out; the graph is then of no
/// use, but the rest has been looked at.
/// </summary>
internal sealed class BodyBinder(Corpus corpus, IReadOnlyDictionary<string, IEnumerable<int>>? sets, TemplateFindings findings)
{
    private readonly TypeBinder _types = new(corpus, sets, findings);
    private readonly ConditionBinder _conditions = new(corpus, findings);
    private readonly RelationBinder _relations = new(corpus, findings);

    // An antecedent and the body of both parts share atoms and their quantifiers, at any depth.
    private readonly Dictionary<TemplateQuantifier, QueryQuantifier> _quantifiers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Binds a body.</summary>
    public QueryGraph Bind(TemplateBody body) => Bind(body, outer: null);

    private QueryGraph Bind(TemplateBody body, OuterBody? outer)
    {
        // A name in the place of a type is reported where the name is defined, if at all.
        var references = new HashSet<int>();
        foreach (TemplateRelation relation in body.Relations)
        {
            if (relation.IsImplied && relation.Operator == "=")
            {
                references.Add(relation.Left);
            }
        }

        var here = new OuterBody(body, outer);
        var atoms = new QueryAtom[body.Atoms.Count];

        // Beyond a number of errors nothing is looked at any more: the graph is lost anyway.
        for (int i = 0; i < atoms.Length && !findings.IsFull; i++)
        {
            TemplateAtom atom = body.Atoms[i];
            NodeSource source = _types.Bind(atom, isReported: !atom.IsParent && !references.Contains(i), outer);
            IReadOnlyList<NodeCondition> conditions = _conditions.Bind(atom.Conditions);
            var quantifiers = new List<QueryQuantifier>();
            foreach (TemplateQuantifier quantifier in atom.Quantifiers)
            {
                quantifiers.Add(Bind(quantifier, here));
            }

            atoms[i] = new QueryAtom(atom, source, conditions, quantifiers);
        }

        var edges = new List<QueryEdge>();
        foreach (TemplateRelation relation in body.Relations)
        {
            if (!findings.IsFull && _relations.Bind(relation) is RelationSpec spec)
            {
                edges.Add(new QueryEdge(relation.Left, spec, relation.Right, relation));
            }
        }

        return new QueryGraph(atoms, edges);
    }

    private QueryQuantifier Bind(TemplateQuantifier quantifier, OuterBody outer)
    {
        if (!_quantifiers.TryGetValue(quantifier, out QueryQuantifier? bound))
        {
            var bodies = new QueryGraph[quantifier.Bodies.Count];
            for (int i = 0; i < bodies.Length; i++)
            {
                bodies[i] = Bind(quantifier.Bodies[i], outer);
            }

            bound = new QueryQuantifier(quantifier.Kind, bodies, quantifier);
            _quantifiers.Add(quantifier, bound);
        }

        return bound;
    }
}

/// <summary>The bodies around a quantifier, from the inside out.</summary>
internal sealed record OuterBody(TemplateBody Body, OuterBody? Next)
{
    /// <summary>The atom with a name, or null.</summary>
    public TemplateAtom? Find(string name)
    {
        for (OuterBody? at = this; at is not null; at = at.Next)
        {
            foreach (TemplateAtom atom in at.Body.Atoms)
            {
                if (atom.Name == name)
                {
                    return atom;
                }
            }
        }

        return null;
    }
}
