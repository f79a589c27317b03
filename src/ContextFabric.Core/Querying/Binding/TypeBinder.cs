using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Finds what type tokens stand for: everything, a set of the caller, or a node type, in this order.</summary>
internal sealed class TypeBinder(Corpus corpus, IReadOnlyDictionary<string, IEnumerable<int>>? sets, TemplateFindings findings)
{
    private readonly Dictionary<string, NodeSource?> _known = new(StringComparer.Ordinal);

    /// <summary>The nodes that an atom ranges over; all nodes, after a finding, when its type is unknown.</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="isReported">False when an unknown type is reported at another place.</param>
    /// <param name="outer">The bodies around, to explain names that are out of reach.</param>
    public NodeSource Bind(TemplateAtom atom, bool isReported, OuterBody? outer)
    {
        if (!_known.TryGetValue(atom.Type, out NodeSource? source))
        {
            source = Find(atom);
            _known.Add(atom.Type, source);
        }

        // An atom without any type has been reported by the parser.
        if (source is null && isReported && atom.Type.Length > 0)
        {
            ReportUnknown(atom, outer);
        }

        return source ?? new NodeSource.All();
    }

    private NodeSource? Find(TemplateAtom atom)
    {
        if (atom.Type == ".")
        {
            return new NodeSource.All();
        }

        if (sets is not null && sets.TryGetValue(atom.Type, out IEnumerable<int>? nodes))
        {
            return new NodeSource.OfSet(atom.Type, Members(nodes, atom));
        }

        return corpus.Types.TryGet(atom.Type, out NodeType type) ? new NodeSource.OfType(type) : null;
    }

    private int[] Members(IEnumerable<int> nodes, TemplateAtom atom)
    {
        ArgumentNullException.ThrowIfNull(nodes, "sets");
        int[] members = [.. nodes];
        int wrong = Array.FindIndex(members, node => node < 1 || node > corpus.MaxNode);
        if (wrong >= 0)
        {
            findings.Error(
                TemplateCodes.SetOutOfRange, atom.TypeRange, $"The set '{TemplateFindings.Show(atom.Type)}' has the number {members[wrong]}, which is no node.", $"nodes 1 to {corpus.MaxNode}");
            return [];
        }

        Array.Sort(members);
        int count = 0;
        foreach (int node in members)
        {
            if (count == 0 || members[count - 1] != node)
            {
                members[count++] = node;
            }
        }

        return count == members.Length ? members : members[..count];
    }

    private void ReportUnknown(TemplateAtom atom, OuterBody? outer)
    {
        string shown = TemplateFindings.Show(atom.Type);
        IEnumerable<string> types = corpus.Types.All.Select(info => info.Name);
        IEnumerable<string> names = sets is null ? types : types.Concat(sets.Keys.Order(StringComparer.Ordinal));
        string expected = "one of " + TemplateFindings.List(names);
        if (outer?.Find(atom.Type) is TemplateAtom named)
        {
            findings.Error(
                TemplateCodes.UnknownType, atom.TypeRange, $"The name '{shown}' of line {named.Range.Line} is not visible here: of the atoms around a quantifier only the parent '..' is.", expected);
            return;
        }

        if (corpus.Features.Contains(atom.Type) && atom.Name is null)
        {
            findings.Error(
                TemplateCodes.UnknownType, atom.TypeRange, $"There is no node type '{shown}', but a feature: alone on a line it is taken for an atom. Put it behind the atom or behind another condition.", expected);
            return;
        }

        string hint = TemplateLexer.IsOperator(atom.Type) ? " An operator must be followed by an atom." : "";
        IReadOnlyList<string> near = findings.Near(atom.Type, names);
        findings.Error(TemplateCodes.UnknownType, atom.TypeRange, $"There is no node type or set '{shown}'{TemplateFindings.DidYouMean(near)}{hint}", expected, near);
    }
}
