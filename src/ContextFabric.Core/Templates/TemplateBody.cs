namespace ContextFabric.Templates;

/// <summary>
/// Atoms and the relations between them: the whole of a template, or the part of a quantifier, whose atom 0 is
/// then the parent atom.
/// </summary>
/// <param name="Atoms">In the order of their lines; index = <see cref="TemplateAtom.Index"/>.</param>
/// <param name="Relations">Those of indentation, of operators, of names used as types and of relation lines.</param>
public sealed record TemplateBody(IReadOnlyList<TemplateAtom> Atoms, IReadOnlyList<TemplateRelation> Relations);

/// <summary>An atom: a variable that ranges over the nodes of a type or set that satisfy its conditions.</summary>
public sealed record TemplateAtom
{
    /// <summary>Position among the atoms of its body, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Name given to it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Type or set name as written. Where the type is the name of another atom: the type at the end of that chain
    /// of names; an <c>=</c> relation to the named atom is among the relations.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>True for atom 0 of the body of a quantifier: the atom that the quantifier belongs to.</summary>
    public bool IsParent { get; init; }

    /// <summary>The atom as written, without indentation, operator and conditions.</summary>
    public TextRange Range { get; init; }

    /// <summary>The type token alone.</summary>
    public TextRange TypeRange { get; init; }

    /// <summary>
    /// Conditions of its line and its continuation lines. Atom 0 of a quantifier has those of the parent atom, and
    /// atoms taken over from an antecedent those of the antecedent, as the same objects, before their own.
    /// </summary>
    public IReadOnlyList<TemplateCondition> Conditions { get; init; } = [];

    /// <summary>Its quantifiers, in order. Atom 0 of a quantifier has none of those of the parent atom.</summary>
    public IReadOnlyList<TemplateQuantifier> Quantifiers { get; init; } = [];
}

/// <summary>A relation between two atoms of a body: <c>Left Operator Right</c>.</summary>
/// <param name="Left">Index of the left atom.</param>
/// <param name="Operator">The operator as written, escapes included.</param>
/// <param name="Right">Index of the right atom.</param>
/// <param name="Range">Where the operator stands; the right (inner) atom where indentation alone says it.</param>
/// <param name="IsImplied">True when indentation or a name in place of a type says it, and no operator is written.</param>
public sealed record TemplateRelation(int Left, string Operator, int Right, TextRange Range, bool IsImplied);

/// <summary>Kinds of quantifiers.</summary>
public enum QuantifierKind
{
    /// <summary><c>/with/</c>: some alternative has a solution.</summary>
    With,

    /// <summary><c>/without/</c>: there is no solution.</summary>
    Without,

    /// <summary><c>/where/ … /have/</c>: every solution of the first part can be extended to one of both.</summary>
    Where,
}

/// <summary>A quantifier of an atom.</summary>
public sealed record TemplateQuantifier
{
    /// <summary>Its kind.</summary>
    public required QuantifierKind Kind { get; init; }

    /// <summary>The opening keyword.</summary>
    public TextRange Range { get; init; }

    /// <summary>
    /// <see cref="QuantifierKind.With"/>: one body per alternative. <see cref="QuantifierKind.Without"/>: one body.
    /// <see cref="QuantifierKind.Where"/>: the antecedent, and the antecedent with the consequent, whose first atoms
    /// are those of the antecedent (with the conditions that the consequent adds to them).
    /// </summary>
    public required IReadOnlyList<TemplateBody> Bodies { get; init; }
}
