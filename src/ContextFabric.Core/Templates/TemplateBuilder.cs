namespace ContextFabric.Templates;

/// <summary>
/// Makes bodies of drafts: names get their atoms, relation lines become relations, quantifiers get the final
/// conditions of their parents.
/// </summary>
internal sealed class TemplateBuilder
{
    private readonly BodyDraft _draft;
    private readonly TemplateAtom? _parent;
    private readonly NameScope _scope;
    private readonly TemplateFindings _findings;
    private readonly TypeResolver _types;
    private readonly List<TemplateAtom> _atoms = [];
    private readonly List<TemplateRelation> _relations = [];
    private int _relationsDone;
    private int _linesDone;
    private bool _isBroken;

    private TemplateBuilder(BodyDraft draft, TemplateAtom? parent, NameScope? outer, TemplateFindings findings)
    {
        _draft = draft;
        _parent = parent;
        _scope = new NameScope(outer);
        _findings = findings;
        _types = new TypeResolver(draft, parent, _scope, findings);
        _isBroken = draft.IsBroken;
    }

    /// <summary>The body of a whole template.</summary>
    public static TemplateBody Build(BodyDraft draft, TemplateFindings findings)
    {
        TemplateBody body = new TemplateBuilder(draft, null, null, findings).Extend(draft.End);
        if (body.Atoms.Count == 0 && !findings.HasErrors)
        {
            findings.Error(TemplateCodes.Empty, default, "The template has no atoms: there is nothing to search for.", "a line with a node type");
        }

        return body;
    }

    private static List<TemplateBody> Build(QuantifierDraft quantifier, TemplateAtom parent, NameScope scope, TemplateFindings findings)
    {
        var bodies = new List<TemplateBody>();
        foreach (BodyDraft draft in quantifier.Bodies)
        {
            var builder = new TemplateBuilder(draft, parent, scope, findings);
            if (quantifier.Kind == QuantifierKind.Where)
            {
                // Without /have/, which is an error, both parts are the same.
                bodies.Add(builder.Extend(draft.Antecedent ?? draft.End));
            }

            bodies.Add(builder.Extend(draft.End));
        }

        return bodies;
    }

    // Takes in the draft from where the last call ended up to a mark, and gives the body as it stands then.
    private TemplateBody Extend(BodyMark end)
    {
        int done = _atoms.Count;
        for (int i = done; i < end.Atoms; i++)
        {
            AddName(i);
        }

        _types.Resolve(end.Atoms, _relations);

        // The last atom of an antecedent may get more from the consequent.
        for (int i = Math.Max(0, done - 1); i < end.Atoms; i++)
        {
            bool isLast = i == end.Atoms - 1;
            AtomDraft draft = _draft.Atoms[i];
            TemplateAtom atom = Finish(
                i, i < done ? _atoms[i].Quantifiers : [], isLast ? end.LastConditions : draft.Conditions.Count, isLast ? end.LastQuantifiers : draft.Quantifiers.Count);
            if (i < done)
            {
                _atoms[i] = atom;
            }
            else
            {
                _atoms.Add(atom);
            }
        }

        for (; _relationsDone < end.Relations; _relationsDone++)
        {
            _relations.Add(_draft.Relations[_relationsDone]);
        }

        for (; _linesDone < end.RelationLines; _linesDone++)
        {
            AddLine(_draft.RelationLines[_linesDone]);
        }

        if (!_isBroken)
        {
            _isBroken = !Connections.Check(_atoms, _relations, _draft.IsQuantifier, _findings);
        }

        return new TemplateBody([.. _atoms], [.. _relations]);
    }

    private void AddName(int index)
    {
        AtomDraft draft = _draft.Atoms[index];
        (string? name, TextRange range) = index == 0 && _parent is not null ? (_parent.Name, _parent.Range) : (draft.Name, draft.Range);
        if (name is not null && _scope.Add(name, index, range) is TextRange other)
        {
            _isBroken = true;
            _findings.Error(
                TemplateCodes.DuplicateName, range with { Length = name.Length }, $"The name '{name}' is given again; line {other.Line} has it already.", "another name");
        }
    }

    private TemplateAtom Finish(int index, IReadOnlyList<TemplateQuantifier> quantifiers, int conditions, int quantifierCount)
    {
        AtomDraft draft = _draft.Atoms[index];
        IReadOnlyList<TemplateCondition> own = conditions == 0 ? [] : draft.Conditions.GetRange(0, conditions);
        TemplateAtom atom = index == 0 && _parent is not null
            ? _parent with { Index = 0, IsParent = true, Conditions = JoinedList<TemplateCondition>.Of(_parent.Conditions, own), Quantifiers = [] }
            : new TemplateAtom { Index = index, Name = draft.Name, Type = _types.TypeOf(index), Range = draft.Range, TypeRange = draft.TypeRange, Conditions = own };
        if (quantifierCount == quantifiers.Count)
        {
            return atom with { Quantifiers = quantifiers };
        }

        var all = new List<TemplateQuantifier>(quantifiers);
        for (int i = quantifiers.Count; i < quantifierCount; i++)
        {
            QuantifierDraft quantifier = draft.Quantifiers[i];
            all.Add(new TemplateQuantifier { Kind = quantifier.Kind, Range = quantifier.Range, Bodies = Build(quantifier, atom, _scope, _findings) });
        }

        return atom with { Quantifiers = all };
    }

    private void AddLine(TemplateLine line)
    {
        int left = Find(line.Tokens[0]);
        int right = Find(line.Tokens[2]);
        if (left < 0 || right < 0)
        {
            _isBroken = true;
            return;
        }

        _relations.Add(new TemplateRelation(left, line.Tokens[1].Text, right, line.Tokens[1].Range, IsImplied: false));
    }

    private int Find(TemplateToken token)
    {
        if (token.Text == "..")
        {
            if (_parent is null)
            {
                _findings.Error(TemplateCodes.ParentOutside, token.Range, "'..' is the atom that a quantifier belongs to; here is no quantifier.", "the name of an atom");
                return -1;
            }

            return 0;
        }

        int atom = _scope.Find(token.Text);
        if (atom < 0)
        {
            ReportUndefined(token);
        }

        return atom;
    }

    private void ReportUndefined(TemplateToken token)
    {
        string shown = TemplateFindings.Show(token.Text);
        if (_scope.FindOutside(token.Text) is TextRange outside)
        {
            _findings.Error(
                TemplateCodes.UndefinedName, token.Range, $"The name '{shown}' of line {outside.Line} is not visible here: of the atoms around a quantifier only the parent '..' is.", "a name of this part of the quantifier, or ..");
            return;
        }

        IReadOnlyList<string> near = _findings.Near(token.Text, _scope.Names);
        string hint = near.Count == 0 && _types.IsType(token.Text) ? $" A relation line needs names: write 'x:{shown}' where the atom stands, and 'x' here." : "";
        _findings.Error(TemplateCodes.UndefinedName, token.Range, $"No atom has the name '{shown}'{TemplateFindings.DidYouMean(near)}{hint}", "the name of an atom", near);
    }
}
