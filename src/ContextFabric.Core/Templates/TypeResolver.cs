namespace ContextFabric.Templates;

/// <summary>
/// Decides what the type tokens of a body stand for: the name of an atom, <c>..</c>, or a type. A name in the place
/// of a type makes an atom of the same type that is the same node.
/// </summary>
internal sealed class TypeResolver(BodyDraft draft, TemplateAtom? parent, NameScope scope, TemplateFindings findings)
{
    private const int MaxListed = 8;

    // By atom; null while it is not known.
    private readonly List<string?> _types = [];
    private HashSet<string>? _used;
    private int _done;

    /// <summary>The type of an atom, at the end of the chain of names; empty when there is none.</summary>
    public string TypeOf(int atom) => _types[atom] ?? "";

    /// <summary>True when some atom has this text in the place of its type.</summary>
    public bool IsType(string text) => (_used ??= [.. draft.Atoms.Select(atom => atom.Type)]).Contains(text);

    /// <summary>Resolves the atoms that are new since the last call.</summary>
    /// <param name="end">Number of atoms; the names of all of them are known.</param>
    /// <param name="relations">Takes an <c>=</c> relation for every name.</param>
    public void Resolve(int end, List<TemplateRelation> relations)
    {
        int start = _done;
        int[] target = new int[end];
        for (int i = 0; i < end; i++)
        {
            target[i] = i < start ? -1 : Target(i);
            if (i >= start)
            {
                _types.Add(target[i] >= 0 ? null : TypeToken(i));
            }

            if (target[i] >= 0)
            {
                relations.Add(new TemplateRelation(i, "=", target[i], draft.Atoms[i].TypeRange, IsImplied: true));
            }
        }

        var chain = new List<int>();
        bool[] isInChain = new bool[end];
        for (int i = start; i < end; i++)
        {
            chain.Clear();
            int at = i;
            while (_types[at] is null && !isInChain[at])
            {
                isInChain[at] = true;
                chain.Add(at);
                at = target[at];
            }

            if (_types[at] is null)
            {
                ReportCycle(chain, chain.IndexOf(at));
            }

            foreach (int atom in chain)
            {
                _types[atom] = _types[at] ?? "";
            }
        }

        _done = end;
    }

    // The atom that the type token names, or −1.
    private int Target(int index)
    {
        if (index == 0 && parent is not null)
        {
            return -1;
        }

        string token = draft.Atoms[index].Type;
        if (token == "..")
        {
            return parent is null ? -1 : 0;
        }

        // An atom named like its own type is of that type.
        return draft.Atoms[index].Name == token ? -1 : scope.Find(token);
    }

    private string TypeToken(int index)
    {
        AtomDraft atom = draft.Atoms[index];
        if (index == 0 && parent is not null)
        {
            return parent.Type;
        }

        if (atom.Type != "..")
        {
            return atom.Type;
        }

        findings.Error(TemplateCodes.ParentOutside, atom.TypeRange, "'..' is the atom that a quantifier belongs to; here is no quantifier.", "a node type, a set or a name");
        return "";
    }

    private void ReportCycle(List<int> chain, int start)
    {
        IEnumerable<string> names = chain.Skip(start).Take(MaxListed).Append(chain[start]).Select(atom => TemplateFindings.Show(draft.Atoms[atom].Name ?? ""));
        AtomDraft first = draft.Atoms[chain[start]];
        findings.Error(
            TemplateCodes.NameCycle, first.TypeRange, $"These names stand for each other without end: {string.Join(" → ", names)}.", "a node type or a set for one of them");
    }
}
