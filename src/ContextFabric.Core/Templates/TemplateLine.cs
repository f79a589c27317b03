namespace ContextFabric.Templates;

/// <summary>What a line of a template is.</summary>
internal enum TemplateLineKind
{
    /// <summary>A keyword of a quantifier.</summary>
    Keyword,

    /// <summary>An operator alone.</summary>
    Operator,

    /// <summary>Name, operator, name.</summary>
    Relation,

    /// <summary>An operator, an atom and perhaps conditions.</summary>
    OperatorAtom,

    /// <summary>An atom and perhaps conditions.</summary>
    Atom,

    /// <summary>Conditions that belong to an atom before.</summary>
    Conditions,
}

/// <summary>A stretch without unescaped white space.</summary>
internal readonly record struct TemplateToken(string Text, TextRange Range);

/// <summary>A line that says something: neither blank nor a comment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Indent">Number of white-space characters before the first token; a tab counts as one.</param>
/// <param name="Tokens">At least one.</param>
internal sealed record TemplateLine(TemplateLineKind Kind, int Indent, TemplateToken[] Tokens)
{
    /// <summary>1-based line number.</summary>
    public int Number => Tokens[0].Range.Line;

    /// <summary>The first token.</summary>
    public TemplateToken First => Tokens[0];

    /// <summary>From the first token to the end of the last.</summary>
    public TextRange Range => Tokens[0].Range with { Length = Tokens[^1].Range.Column + Tokens[^1].Range.Length - Tokens[0].Range.Column };
}
