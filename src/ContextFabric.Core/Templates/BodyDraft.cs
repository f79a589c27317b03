namespace ContextFabric.Templates;

/// <summary>An atom while its body is being read.</summary>
internal sealed class AtomDraft
{
    /// <summary>Name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The type token, escapes undone; empty when there is none. Not used for the parent atom.</summary>
    public string Type { get; init; } = "";

    /// <summary>The atom as written.</summary>
    public TextRange Range { get; init; }

    /// <summary>The type token.</summary>
    public TextRange TypeRange { get; init; }

    /// <summary>Conditions found so far; of the parent atom only those within the quantifier.</summary>
    public List<TemplateCondition> Conditions { get; } = [];

    /// <summary>Quantifiers found so far.</summary>
    public List<QuantifierDraft> Quantifiers { get; } = [];
}

/// <summary>A quantifier while it is being read.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Range">The opening keyword.</param>
/// <param name="Bodies">Alternatives; of a <c>/where/</c> one body with a mark between its parts.</param>
internal sealed record QuantifierDraft(QuantifierKind Kind, TextRange Range, List<BodyDraft> Bodies);

/// <summary>
/// A place in a body: how many atoms, relations and relation lines come before it, and how many conditions and
/// quantifiers of the last of these atoms. Only the last atom can still get more.
/// </summary>
internal readonly record struct BodyMark(int Atoms, int Relations, int RelationLines, int LastConditions, int LastQuantifiers);

/// <summary>A body while its lines are being read: atoms in order, what indentation relates, lines left for the end.</summary>
internal sealed class BodyDraft
{
    private readonly TemplateFindings _findings;
    private readonly IndentStack _stack;
    private readonly int _base;
    private int _lastIndent;
    private bool _mayQuantify;

    private BodyDraft(TemplateFindings findings, int baseIndent, bool isQuantifier)
    {
        _findings = findings;
        _base = baseIndent;
        _stack = new IndentStack(findings);
        IsQuantifier = isQuantifier;
        if (isQuantifier)
        {
            // The parent counts as an atom line of its own before the lines of the quantifier.
            Atoms.Add(new AtomDraft());
            _stack.Push(0, 0);
            _mayQuantify = true;
        }
    }

    /// <summary>True for a part of a quantifier; atom 0 is the parent.</summary>
    public bool IsQuantifier { get; }

    /// <summary>Atoms in the order of their lines.</summary>
    public List<AtomDraft> Atoms { get; } = [];

    /// <summary>Relations by indentation and operators.</summary>
    public List<TemplateRelation> Relations { get; } = [];

    /// <summary>Relation lines: handled when all names are known.</summary>
    public List<TemplateLine> RelationLines { get; } = [];

    /// <summary>Where the antecedent ends; null without one.</summary>
    public BodyMark? Antecedent { get; private set; }

    /// <summary>The end of what has been read.</summary>
    public BodyMark End => Atoms.Count == 0
        ? new BodyMark(0, 0, RelationLines.Count, 0, 0)
        : new BodyMark(Atoms.Count, Relations.Count, RelationLines.Count, Atoms[^1].Conditions.Count, Atoms[^1].Quantifiers.Count);

    /// <summary>True when a relation could not be made out, so that missing connections mean nothing.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The body of a whole template.</summary>
    public static BodyDraft OfTemplate(TemplateFindings findings) => new(findings, 0, isQuantifier: false);

    /// <summary>The body of a part of a quantifier.</summary>
    /// <param name="findings">Collects findings.</param>
    /// <param name="indent">Indentation of the keywords.</param>
    public static BodyDraft OfQuantifier(TemplateFindings findings, int indent) => new(findings, indent, isQuantifier: true);

    /// <summary>Ends the antecedent here.</summary>
    public void MarkAntecedent() => Antecedent = End;

    /// <summary>Adds a line that is no keyword.</summary>
    public void Add(TemplateLine line)
    {
        int indent = IndentOf(line);
        switch (line.Kind)
        {
            case TemplateLineKind.Relation:
                AddRelation(line);
                _mayQuantify = false;
                break;
            case TemplateLineKind.Operator:
                OperatorReport.Check(line.First, _findings);
                AddOperator(line.First, indent);
                _mayQuantify = false;
                break;
            case TemplateLineKind.OperatorAtom:
                OperatorReport.Check(line.First, _findings);
                AddAtom(line, 1, indent);
                break;
            case TemplateLineKind.Atom:
                AddAtom(line, 0, indent);
                break;
            default:
                AddConditions(line);
                break;
        }
    }

    /// <summary>The atom that a quantifier opened by this line belongs to; null, and a finding, when it has none.</summary>
    public AtomDraft? Owner(TemplateLine keyword)
    {
        int indent = IndentOf(keyword);
        if (Atoms.Count > 0 && _mayQuantify && indent == _lastIndent)
        {
            return Atoms[^1];
        }

        _mayQuantify = false;
        string message = Atoms.Count == 0 ? $"Before {keyword.First.Text} an atom is needed that it belongs to."
            : _lastIndent != indent && _mayQuantify ? $"{keyword.First.Text} must have the indentation of the atom that it belongs to."
            : $"{keyword.First.Text} must directly follow the atom that it belongs to, at its indentation.";
        string? expected = Atoms.Count == 0 ? null : $"indentation {_lastIndent + _base}, behind an atom and its conditions";
        _findings.Error(TemplateCodes.QuantifierPlace, keyword.First.Range, message, expected);
        return null;
    }

    private int IndentOf(TemplateLine line)
    {
        if (line.Indent >= _base)
        {
            return line.Indent - _base;
        }

        _findings.Error(
            TemplateCodes.QuantifierLineIndent, line.First.Range, "A line within a quantifier is indented less than the keywords of the quantifier.", $"an indentation of at least {_base}");
        IsBroken = true;
        return 0;
    }

    private void AddAtom(TemplateLine line, int at, int indent)
    {
        TemplateToken token = line.Tokens[at];
        AtomDraft atom = ReadAtom(token);
        Atoms.Add(atom);
        ConditionReader.Read(line.Tokens.AsSpan(at + 1), atom.Conditions, _findings);
        IsBroken |= !_stack.Place(Atoms.Count - 1, indent, line, at == 0 ? null : line.First, Relations);
        _lastIndent = indent;
        _mayQuantify = true;
    }

    private AtomDraft ReadAtom(TemplateToken token)
    {
        int colon = token.Text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? "" : TemplateEscapes.Undo(token.Text.AsSpan(0, colon));
        string type = TemplateEscapes.Undo(token.Text.AsSpan(colon + 1));
        TextRange nameRange = token.Range with { Length = Math.Max(colon, 0) };
        var typeRange = new TextRange(token.Range.Line, token.Range.Column + colon + 1, token.Range.Length - colon - 1);
        if (name.Length > 0 && (!TemplateLexer.IsName(name) || name == ".."))
        {
            _findings.Error(
                TemplateCodes.IllegalName, nameRange, $"'{TemplateFindings.Show(name)}' cannot be a name.", "letters a-z and A-Z, digits, '_', '.' and '-'");
            name = "";

            // Lines that use the name relate nothing.
            IsBroken = true;
        }

        if (type.Length == 0)
        {
            _findings.Error(TemplateCodes.NoType, token.Range, "There is no type behind the name.", "name:type");
        }

        return new AtomDraft { Name = name.Length > 0 ? name : null, Type = type, Range = token.Range, TypeRange = typeRange };
    }

    private void AddConditions(TemplateLine line)
    {
        if (Atoms.Count == 0)
        {
            _findings.Error(
                TemplateCodes.ConditionBeforeAtom, line.Range, "Conditions belong to the atom before them, but there is none yet.", "an atom, such as a node type");
            return;
        }

        ConditionReader.Read(line.Tokens, Atoms[^1].Conditions, _findings);
    }

    private void AddRelation(TemplateLine line)
    {
        if (line.Tokens[1].Text != ":")
        {
            RelationLines.Add(line);
            OperatorReport.Check(line.Tokens[1], _findings);
            return;
        }

        string joined = $"{line.Tokens[0].Text}:{line.Tokens[2].Text}";
        _findings.Error(
            TemplateCodes.UnknownOperator, line.Range, $"There must be no spaces between a name, the colon and the type{TemplateFindings.DidYouMean([joined])}",
            expected: "name:type", suggestions: [joined]);
        IsBroken = true;
    }

    private void AddOperator(TemplateToken token, int indent)
    {
        if (_stack.Relate(token, indent) is (int left, int right))
        {
            Relations.Add(new TemplateRelation(left, token.Text, right, token.Range, IsImplied: false));
        }
        else
        {
            IsBroken = true;
        }
    }
}
