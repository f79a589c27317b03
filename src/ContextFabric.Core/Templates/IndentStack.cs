namespace ContextFabric.Templates;

/// <summary>Turns indentation into relations: the last atom at each indentation that is still open.</summary>
internal sealed class IndentStack(TemplateFindings findings)
{
    private const int MaxListed = 8;

    private readonly List<(int Indent, int Atom)> _open = [];

    /// <summary>Adds the first atom.</summary>
    public void Push(int indent, int atom) => _open.Add((indent, atom));

    /// <summary>Relates a new atom to its parent and, by its operator, to its sibling or, as first child, to its parent.</summary>
    /// <param name="atom">Index of the atom.</param>
    /// <param name="indent">Its indentation.</param>
    /// <param name="line">Its line.</param>
    /// <param name="operation">The operator before it, or null.</param>
    /// <param name="relations">Takes the relations.</param>
    /// <returns>False when its place could not be made out.</returns>
    public bool Place(int atom, int indent, TemplateLine line, TemplateToken? operation, List<TemplateRelation> relations)
    {
        TextRange range = line.Tokens[operation is null ? 0 : 1].Range;
        if (_open.Count == 0)
        {
            return PlaceFirst(atom, indent, line, operation);
        }

        bool isKnown = true;
        int partner = _open[^1].Atom;
        if (indent <= _open[^1].Indent)
        {
            isKnown = Close(indent, line.First);
            partner = _open[^1].Atom;
            _open.RemoveAt(_open.Count - 1);
        }

        if (_open.Count > 0)
        {
            relations.Add(new TemplateRelation(atom, "]]", _open[^1].Atom, range, IsImplied: true));
        }

        if (operation is TemplateToken token)
        {
            relations.Add(new TemplateRelation(partner, token.Text, atom, token.Range, IsImplied: false));
        }

        _open.Add((indent, atom));
        return isKnown;
    }

    /// <summary>The atoms that an operator alone on its line relates; null, and a finding, when there are none.</summary>
    public (int Left, int Right)? Relate(TemplateToken token, int indent)
    {
        if (_open.Count == 0)
        {
            findings.Error(TemplateCodes.OperatorAtStart, token.Range, "An operator relates the atom before it, but there is none yet.", "an atom");
            return null;
        }

        if (indent > _open[^1].Indent)
        {
            findings.Error(
                TemplateCodes.OperatorAsFirstChild, token.Range, "An operator alone relates the atom before it at its own indentation to the parent of that atom; here is no such atom.", "an atom behind the operator, or less indentation");
            return null;
        }

        if (!Close(indent, token))
        {
            return null;
        }

        int atom = _open[^1].Atom;
        if (_open.Count > 1)
        {
            return (atom, _open[^2].Atom);
        }

        findings.Warning(
            TemplateCodes.SelfRelation, token.Range, "At the outermost level there is no parent: this operator relates the atom before it to itself.", "an atom behind the operator");
        return (atom, atom);
    }

    private bool PlaceFirst(int atom, int indent, TemplateLine line, TemplateToken? operation)
    {
        if (indent != 0)
        {
            findings.Error(TemplateCodes.UnexpectedIndent, line.First.Range, "The first atom must not be indented.", "indentation 0");
        }

        if (operation is TemplateToken token)
        {
            findings.Error(TemplateCodes.OperatorAtStart, token.Range, "An operator relates an atom to one before it, but this is the first.", "an atom");
        }

        Push(indent, atom);
        return indent == 0 && operation is null;
    }

    // Closes what is indented deeper; afterwards the innermost entry is the one that a line of this indentation goes with.
    private bool Close(int indent, TemplateToken token)
    {
        int keep = _open.Count;
        while (keep > 1 && _open[keep - 1].Indent > indent)
        {
            keep--;
        }

        bool isKnown = _open[keep - 1].Indent == indent;
        if (!isKnown)
        {
            findings.Error(TemplateCodes.UnexpectedIndent, token.Range, $"No open line before has the indentation {indent}.", Expected());

            // It was probably meant to be on the level that is left last.
            keep = _open[keep - 1].Indent < indent ? keep + 1 : keep;
        }

        _open.RemoveRange(keep, _open.Count - keep);
        return isKnown;
    }

    private string Expected()
    {
        int first = Math.Max(0, _open.Count - MaxListed);
        string list = string.Join(", ", _open.Skip(first).Select(level => level.Indent));
        return $"an indentation of {(first > 0 ? "…, " : "")}{list}";
    }
}
