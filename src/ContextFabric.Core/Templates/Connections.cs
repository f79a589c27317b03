namespace ContextFabric.Templates;

/// <summary>Checks that all atoms of a body are connected by relations.</summary>
internal static class Connections
{
    /// <summary>True when they are; else an error says which are apart.</summary>
    public static bool Check(IReadOnlyList<TemplateAtom> atoms, IReadOnlyList<TemplateRelation> relations, bool isQuantifier, TemplateFindings findings)
    {
        int[] group = [.. Enumerable.Range(0, atoms.Count)];
        int groups = atoms.Count;
        foreach (TemplateRelation relation in relations)
        {
            int left = Root(group, relation.Left);
            int right = Root(group, relation.Right);
            if (left != right)
            {
                group[left] = right;
                groups--;
            }
        }

        if (groups <= 1)
        {
            return true;
        }

        int apart = 1;
        while (Root(group, apart) == Root(group, 0))
        {
            apart++;
        }

        TemplateAtom first = atoms[0];
        TemplateAtom other = atoms[apart];
        findings.Error(
            TemplateCodes.NotConnected, other.Range,
            $"No relation connects this atom with {(isQuantifier ? "the parent" : "the first atom")}, '{TemplateFindings.Show(first.Name ?? first.Type)}' of line {first.Range.Line}; the atoms fall into {groups} groups.", "indentation below another atom, an operator or a relation line");
        return false;
    }

    private static int Root(int[] group, int atom)
    {
        while (group[atom] != atom)
        {
            group[atom] = group[group[atom]];
            atom = group[atom];
        }

        return atom;
    }
}
